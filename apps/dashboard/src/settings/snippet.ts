/** The same tag with what the page knows of its visitor. */
export const attributesExample = `data-duet-attributes='{"plan": "pro", "orders": 3}'`;

/** The one tag that brings the chat to a page. */
export const snippetFor = (origin: string, publicKey: string): string =>
  `<script src="${origin}/widget.js" data-key="${publicKey}" async></script>`;

/** For the site's own server, where that is written for Node; libraries of other languages are told the same. */
export const identityExample = (publicKey: string, secretId: string): string => `import { SignJWT } from 'jose';

const token = await new SignJWT({ attributes: { plan: customer.plan } })
  .setProtectedHeader({ alg: 'HS256', kid: '${secretId}' })
  .setAudience('${publicKey}')
  .setSubject(customer.id)
  .setIssuedAt()
  .setExpirationTime('10m')
  .sign(new TextEncoder().encode(process.env.CHAT_SECRET));`;

/** In the page: with the tag, or when somebody signs in or out later. */
export const identitySnippet = `data-duet-identity="TOKEN"

window.duet.identify(token);
window.duet.logout();`;
