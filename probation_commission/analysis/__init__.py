"""Frames in, frames out: rates, trends, reconciliation. No input or output."""
