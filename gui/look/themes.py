"""The themes: every colour of the window by its role. A new one is a set of tokens here.

No Qt here: the command line knows the themes without loading it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Theme:
    """Colour tokens by role, as ``#rrggbb``, and how wide strokes are at least.

    `tests/gui/test_theme.py` holds each pair of tokens that is used together to its contrast.
    """

    page: str = "#F4F5F7"
    card: str = "#FFFFFF"
    border: str = "#DFE3E8"
    outline: str = "#7F8A96"
    track: str = "#E3E7EC"
    text: str = "#1B1F24"
    muted: str = "#545E6A"
    axis: str = "#8A94A0"
    selected: str = "#1B1F24"
    on_selected: str = "#FFFFFF"
    hover: str = "#EEF1F4"
    tab: str = "#E4EFF7"
    tab_text: str = "#005F96"
    focus: str = "#0072B2"
    score: str = "#0072B2"
    score_tint: str = "#D5E6F1"
    second: str = "#C23B12"
    second_tint: str = "#F7DDD4"
    second_shade: str = "#FAF0EC"
    third: str = "#00795A"
    third_tint: str = "#D0EBE2"
    loss: str = "#7B3FB5"
    loss_fill: str = "#B892DB"
    loss_tint: str = "#EFE6F8"
    loss_shade: str = "#FAF8FD"
    loss_border: str = "#D9C8EE"
    penalty: str = "#995A00"
    penalty_fill: str = "#E5B45C"
    penalty_tint: str = "#FBE7C6"
    satisfied: str = "#EEF1F4"
    pin: str = "#46505B"
    error: str = "#B3261E"
    error_tint: str = "#FCEEEC"
    class_1: str = "#0072B2"
    class_2: str = "#D55E00"
    class_3: str = "#008F68"
    class_4: str = "#B8578F"
    class_5: str = "#1B1F24"
    # The same for the letters of a name: text needs more contrast than a mark.
    class_1_ink: str = "#0072B2"
    class_2_ink: str = "#B54D00"
    class_3_ink: str = "#007A58"
    class_4_ink: str = "#A8487E"
    class_5_ink: str = "#1B1F24"

    least_stroke: float = 0.0
    """In design pixels."""


LIGHT = Theme()

DARK = Theme(
    page="#121417",
    card="#1B1E23",
    border="#31373F",
    outline="#7F8B98",
    track="#363C45",
    text="#E9ECF0",
    muted="#AAB3BE",
    axis="#818C99",
    selected="#E9ECF0",
    on_selected="#121417",
    hover="#282C33",
    tab="#17364A",
    tab_text="#84C9F2",
    focus="#5BB8EC",
    score="#5BB8EC",
    score_tint="#1E3F55",
    second="#FF8F66",
    second_tint="#4D291B",
    second_shade="#291E1A",
    third="#41CCA4",
    third_tint="#174537",
    loss="#C7A2F2",
    loss_fill="#7F59B3",
    loss_tint="#302543",
    loss_shade="#211C2B",
    loss_border="#51406B",
    penalty="#F0BC5E",
    penalty_fill="#97701F",
    penalty_tint="#3E3014",
    satisfied="#282C33",
    pin="#DCE1E6",
    error="#FF9088",
    error_tint="#3C201E",
    class_1="#5BB8EC",
    class_2="#FF9A4D",
    class_3="#41CCA4",
    class_4="#EBA3CE",
    class_5="#F4F6F8",
    class_1_ink="#5BB8EC",
    class_2_ink="#FF9A4D",
    class_3_ink="#41CCA4",
    class_4_ink="#EBA3CE",
    class_5_ink="#F4F6F8",
)

# To be read from the last row: black on white, text 7:1, marks 4.5:1, no thin line.
PROJECTOR = Theme(
    page="#FFFFFF",
    card="#FFFFFF",
    border="#9AA5B1",
    outline="#4A535E",
    track="#D5DAE0",
    text="#000000",
    muted="#333A43",
    axis="#3A424C",
    selected="#000000",
    on_selected="#FFFFFF",
    hover="#E6EAEE",
    tab="#D9E9F4",
    tab_text="#00446E",
    focus="#005C91",
    score="#005C91",
    score_tint="#D0E4F2",
    second="#9C2808",
    second_tint="#F5D5CA",
    second_shade="#FDF6F3",
    third="#00604A",
    third_tint="#C8E8DD",
    loss="#65309A",
    loss_fill="#9A66C9",
    loss_tint="#EADDF6",
    loss_shade="#F6F2FB",
    loss_border="#CDB6E6",
    penalty="#6A3D00",
    penalty_fill="#CC9022",
    penalty_tint="#F9E2BA",
    satisfied="#E4E7EB",
    pin="#1E242B",
    error="#8F1A14",
    error_tint="#FBEAE8",
    class_1="#005C91",
    class_2="#A84600",
    class_3="#00604A",
    class_4="#8A3568",
    class_5="#000000",
    class_1_ink="#005C91",
    class_2_ink="#8F3B00",
    class_3_ink="#00604A",
    class_4_ink="#8A3568",
    class_5_ink="#000000",
    least_stroke=3.0,
)

SYSTEM = "system"
"""The choice to be as light or dark as the system is."""
THEMES: Mapping[str, Theme] = MappingProxyType(
    {"light": LIGHT, "dark": DARK, "projector": PROJECTOR}
)
CHOICES = (SYSTEM, *THEMES)
PRINT = "print"
"""The choice of paper, for what goes into a file."""
_PAPER = replace(LIGHT, page="#FFFFFF")


def theme_of(choice: str, *, dark: bool) -> Theme:
    """The theme that `choice` means on a system that is `dark` or not."""
    if choice == PRINT:
        return _PAPER
    return THEMES["dark" if dark else "light"] if choice == SYSTEM else THEMES[choice]
