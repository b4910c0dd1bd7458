"""What authors tell in Markdown: blocks, headings, footnotes and links, read once for every version."""
