"""From models to files beside the pages: paper, Word and what they are made of; a module and a template each."""
