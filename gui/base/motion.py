"""Whether the system has been told that a person wants less to move on the screen."""

from __future__ import annotations

import ctypes
import os
import sys

from PySide6.QtCore import QSettings

_CLIENT_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION of Windows."""
ACCESSIBILITY = "apple.com", "universalaccess"
"""The settings ``com.apple.universalaccess`` of macOS: Qt turns the name of a domain around."""
_PATIENCE = 100
"""Milliseconds for the desktop's answer, which comes in one or two."""


def is_reduced() -> bool:
    """Whether to leave out what only moves; False where the system does not say."""
    if sys.platform == "win32":
        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_ANIMATION, 0, ctypes.byref(shown), 0)
        return not shown.value
    if sys.platform == "darwin":
        settings = QSettings(*ACCESSIBILITY)
        return bool(settings.value("reduceMotion", defaultValue=False, type=bool))
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    return _desktop_says("org.freedesktop.appearance", "reduced-motion") == 1 or (
        _desktop_says("org.gnome.desktop.interface", "enable-animations") is False
    )


def _desktop_says(namespace: str, key: str) -> object:
    """A setting of the desktop by its portal; None if there is none."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    place = "/org/freedesktop/portal/desktop"
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop", place, "org.freedesktop.portal.Settings", "ReadOne"
    )
    call.setArguments([namespace, key])
    answer = QDBusConnection.sessionBus().call(call, QDBus.CallMode.Block, _PATIENCE)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return None
    found = answer.arguments()[0]
    return found.variant() if hasattr(found, "variant") else found
