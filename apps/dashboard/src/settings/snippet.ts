/** The one tag that brings the chat to a page. */
export const snippetFor = (origin: string, publicKey: string): string =>
  `<script src="${origin}/widget.js" data-key="${publicKey}" async></script>`;
