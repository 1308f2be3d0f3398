"""Is there a screen to open a window on? Answered without loading Qt.

Qt ends the whole process when it cannot reach a display, so the question comes first.
"""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def reachable(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can be opened.

    Parameters
    ----------
    environment
        The variables that name the display.

    Returns
    -------
    bool
        True on Windows and macOS, and where Qt's platform was chosen by hand; elsewhere whether
        the Wayland or X display named by `environment` answers.
    """
    if sys.platform in {"win32", "darwin"} or environment.get("QT_QPA_PLATFORM"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and _wayland_answers(wayland, environment.get("XDG_RUNTIME_DIR", "")):
        return True
    x11 = environment.get("DISPLAY", "")
    return x11 != "" and _x_answers(x11)


def _wayland_answers(name: str, runtime_folder: str) -> bool:
    path = Path(runtime_folder, name)  # an absolute name stands for itself
    if not path.is_absolute():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x_answers(name: str) -> bool:
    """Ask the X server as a client would: a socket alone does not tell whether it lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False  # Qt needs this library as well
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    # Never null, and to be released when the connection failed.
    connection = xcb.xcb_connect(os.fsencode(name), None)
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        return False
    # Kept until the process ends: a server whose only client leaves starts afresh, and would drop
    # Qt's connection if that came at the same moment.
    return True
