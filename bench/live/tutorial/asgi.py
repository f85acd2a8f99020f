"""One consumer for each open socket; what is said in a room is sent to its group. Nothing is stored or sealed."""

import json
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.live.tutorial.settings")

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import re_path

pages = get_asgi_application()


class Chat(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Joins the group of its room, and passes on what it hears."""

    async def connect(self) -> None:
        self.group = f"chat_{self.scope['url_route']['kwargs']['room']}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str = "{}", bytes_data: bytes | None = None) -> None:
        said = json.loads(text_data)["message"]
        await self.channel_layer.group_send(self.group, {"type": "chat.message", "message": said})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"message": event["message"]}))


sockets = URLRouter([re_path(r"ws/chat/(?P<room>\w+)/$", Chat.as_asgi())])
application = ProtocolTypeRouter({"http": pages, "websocket": sockets})
