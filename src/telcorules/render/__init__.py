"""One proof, many views: text for people, in Chinese and English."""
