"""The few settings such a chat needs; ``TUTORIAL_REDIS`` chooses the layer that joins several processes."""

import os

SECRET_KEY = "only for a measurement"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["channels"]
ROOT_URLCONF = "bench.live.tutorial.urls"
ASGI_APPLICATION = "bench.live.tutorial.asgi.application"
_REDIS = os.environ.get("TUTORIAL_REDIS", "")
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [_REDIS]}}
    if _REDIS
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
