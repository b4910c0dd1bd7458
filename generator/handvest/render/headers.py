"""Header files for servers, ready to use: the same policy and the same promises of privacy on every page."""

from __future__ import annotations

from collections.abc import Iterator

LASTING = "public, max-age=31536000, immutable"  # files whose name changes with their content


def headers(policy: str) -> dict[str, str]:
    """The headers of every page, by name."""
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(policy: str) -> Iterator[tuple[str, bytes]]:
    """Yield a `_headers` file (Netlify, Cloudflare Pages and others) and a snippet for nginx."""
    rows = "".join(f"  {name}: {value}\n" for name, value in headers(policy).items())
    yield "_headers", f"/*\n{rows}/assets/*\n  Cache-Control: {LASTING}\n".encode()
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(policy).items())
    yield "nginx-headers.conf", f"# In the server block: include this file.\n{lines}".encode()
