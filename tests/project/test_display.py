"""Whether there is a display, found out without Qt."""

import socket
import sys

import pytest

from gui.app.display import reachable

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="always has a display")


def test_no_variable_means_no_display():
    assert not reachable({})


def test_an_x_display_that_nobody_serves_is_no_display():
    assert not reachable({"DISPLAY": ":4242"})


def test_an_x_server_that_answers_is_a_display(x_server):
    assert reachable({"DISPLAY": x_server[0]})


def test_a_wayland_socket_that_accepts_is_a_display(tmp_path):
    path = tmp_path / "wayland-7"
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not reachable(environment)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        assert reachable(environment)
        assert reachable({"WAYLAND_DISPLAY": str(path)})
    assert not reachable(environment)


def test_a_dead_wayland_display_does_not_hide_a_living_x_server(x_server, tmp_path):
    environment = {"WAYLAND_DISPLAY": "gone", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert reachable(environment | {"DISPLAY": x_server[0]})


def test_a_platform_chosen_by_hand_is_believed():
    assert reachable({"QT_QPA_PLATFORM": "offscreen"})
