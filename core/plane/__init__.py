"""What a linear classifier says over a plane of two features, exactly."""

from core.plane.clip import Region, regions
from core.plane.slice import Area, Box, Slice, slice_of

__all__ = ["Area", "Box", "Region", "Slice", "regions", "slice_of"]
