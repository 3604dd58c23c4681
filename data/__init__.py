"""The bundled dossiers, the list of facts that they leave out, and their licence. No code."""
