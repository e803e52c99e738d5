"""The Partnership & Commissioning Explorer: counts, never people."""

__version__ = "0.1.0"
