/** The nonce with which this response's content security policy admits style tags. */
export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The scroll lock of dialogs writes a style tag of its own and looks for its nonce under this name. */
Object.assign(globalThis, { __webpack_nonce__: nonce() });
