import type { FastifyReply } from 'fastify';

/** Scripts from ourselves only; styles from ourselves or with this response's nonce. */
export function sendPage(reply: FastifyReply, html: string, options: { nonce: string }): FastifyReply {
  const policy = [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${options.nonce}'`, "connect-src 'self'",
    "img-src 'self' data:", "font-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
  return reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}
