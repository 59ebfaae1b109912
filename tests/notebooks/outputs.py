"""What the cells of a notebook show."""

from __future__ import annotations

import base64
import io
import json
import re

import nbformat
import numpy as np
from PIL import Image

PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def pictures(notebook: nbformat.NotebookNode) -> list[np.ndarray]:
    found = [PNG.findall(output.get("data", {}).get("text/html", "")) for output in outputs(notebook)]
    opened = [Image.open(io.BytesIO(base64.b64decode(png))) for pngs in found for png in pngs]
    return [np.asarray(picture.convert("RGB"), float) for picture in opened]


def without_pixels(notebook: nbformat.NotebookNode) -> list[tuple[object, ...]]:
    """Return each cell's id, metadata, source and outputs, every picture left out."""
    said = [PNG.sub("PNG", json.dumps(cell.get("outputs", []), sort_keys=True)) for cell in notebook.cells]
    return [
        (cell.id, cell.cell_type, cell.metadata, cell.source, outputs)
        for cell, outputs in zip(notebook.cells, said, strict=True)
    ]


def checks(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return what each check cell says, by exercise."""
    cells = [cell for cell in notebook.cells if "check" in cell.metadata.get("course", {})]
    return {cell.metadata["course"]["check"]: cell.outputs[-1]["data"]["text/plain"] for cell in cells}
