"""bin/dev: web and worker from the checkout, started anew whenever the code changes."""

import argparse
import subprocess
from pathlib import Path

from toolbox import environment, places, say
from toolbox.supervisor import Child, Supervisor


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/dev", description="Run web and worker for development.")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    port = parser.parse_args(arguments).port
    python = environment.prepare(places.DEVELOPER_LOCK)
    variables = places.environment_variables(ALONGSIDE_SITE_ADDRESS=f"http://127.0.0.1:{port}")
    run = [str(python), "-m", "alongside.cli.main"]
    with say.step("Preparing the database"):
        subprocess.run([*run, "upgrade"], env=variables, check=True, stdout=subprocess.DEVNULL)
    reloading_worker = [str(python), str(Path(__file__).with_name("reload.py")), *run, "worker"]
    supervisor = Supervisor(
        [
            Child("web", [*run, "serve", "--port", str(port), "--reload"], variables),
            Child("worker", reloading_worker, variables),
        ]
    )
    supervisor.start()
    say.line(f"Open http://127.0.0.1:{port}/ and stop with Ctrl-C.")
    return supervisor.wait()
