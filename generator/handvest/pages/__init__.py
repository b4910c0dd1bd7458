"""What pages exist, and what each says: from models to views, without a word of HTML."""
