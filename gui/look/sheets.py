"""Style sheets in the program's tokens, for what Qt draws itself: menus, and dialogs with buttons.

They are set on each menu and each dialog: on the whole window one would cost every other widget
its share of a style sheet, and a switch of theme several frames.
"""

from __future__ import annotations

from gui.look.theme import Look


def menu_sheet(look: Look) -> str:
    """A menu: the chosen entry has the ground of a chosen tab and a bar before it."""
    px, color = look.px, look.theme
    bar = px(4)
    return f"""
    QMenu {{ background: {color.card}; color: {color.text};
             border: {_line(look)}px solid {color.outline}; padding: {px(6)}px 0; }}
    QMenu::item {{ background: transparent; border-left: {bar}px solid transparent;
                   padding: {px(6)}px {px(30)}px {px(6)}px {px(14)}px; }}
    QMenu::item:selected {{ background: {color.tab}; color: {color.tab_text};
                            border-left: {bar}px solid {color.focus}; }}
    QMenu::item:disabled {{ color: {color.axis}; }}
    QMenu::indicator {{ width: {px(17)}px; height: {px(17)}px; left: {px(7)}px; }}
    QMenu::right-arrow {{ width: {px(15)}px; height: {px(15)}px; right: {px(8)}px; }}
    QMenu::separator {{ height: 1px; background: {color.border}; margin: {px(6)}px {px(14)}px; }}
    """


def dialog_sheet(look: Look) -> str:
    """A dialog: buttons as on the page, the one that Enter presses filled."""
    px, color, line = look.px, look.theme, _line(look)
    ring = max(2, px(2.5))
    inner = px(8)
    return f"""
    QDialog {{ background: {color.card}; color: {color.text}; }}
    QLabel {{ background: transparent; color: {color.text}; }}
    QPushButton {{ background: {color.card}; color: {color.text}; border-radius: {px(7)}px;
                   border: {line}px solid {color.outline};
                   padding: {inner}px {px(18)}px; margin: {ring}px; }}
    QPushButton:hover, QPushButton:pressed {{ background: {color.hover}; }}
    QPushButton:default {{ background: {color.selected}; color: {color.on_selected};
                           border-color: {color.selected}; }}
    QPushButton:focus {{ border: {ring}px solid {color.focus}; margin: {line}px; }}
    QPushButton:disabled {{ color: {color.axis}; border-color: {color.border}; }}
    QLineEdit {{ background: {color.card}; color: {color.text}; border-radius: {px(6)}px;
                 border: {line}px solid {color.outline}; padding: {px(4)}px {px(8)}px; }}
    QLineEdit:focus {{ border-color: {color.focus}; }}
    QListView {{ background: {color.card}; border-radius: {px(6)}px; outline: none;
                 border: {line}px solid {color.outline}; padding: {px(4)}px; }}
    QListView:focus {{ border-color: {color.focus}; }}
    QListView::item {{ padding: {px(6)}px {px(10)}px; border-left: {px(4)}px solid transparent; }}
    QListView::item:hover {{ background: {color.hover}; }}
    QListView::item:selected {{ background: {color.tab}; color: {color.tab_text};
                                border-left: {px(4)}px solid {color.focus}; }}
    QProgressBar {{ background: {color.track}; border: none; border-radius: {px(4)}px;
                    min-height: {px(10)}px; max-height: {px(10)}px; color: transparent; }}
    QProgressBar::chunk {{ background: {color.focus}; border-radius: {px(4)}px; }}
    """


def _line(look: Look) -> int:
    """How wide the edge of a menu or a button is."""
    return max(1, round(look.pen("outline", 1.0).widthF()))
