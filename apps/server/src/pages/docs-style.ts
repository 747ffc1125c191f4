/** Style of the API page. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1a1b1e, #e9ecef); --soft: light-dark(#5c6370, #a6adb8); --line: light-dark(#dfe2e6, #3a3f47); --paper: light-dark(#fff, #17191c); --tint: light-dark(#f6f7f9, #1f2226); --accent: light-dark(#3b4fc4, #a5b4ff); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/20px system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 32px 16px 96px; }
h1 { font-size: 28px; line-height: 36px; } h2 { font-size: 20px; margin-top: 48px; border-bottom: 1px solid var(--line); padding-bottom: 8px; } h3 { font-size: 14px; margin: 32px 0 4px; }
p { max-width: 68ch; margin: 4px 0 12px; } a { color: var(--accent); }
code { font: 13px/18px ui-monospace, monospace; overflow-wrap: anywhere; } pre { background: var(--tint); padding: 12px; overflow: auto; border-radius: 4px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 500; }
@media (max-width: 640px) { section, main > * { min-width: 0; } table { display: block; overflow-x: auto; } }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none; } summary { cursor: pointer; color: var(--soft); margin-top: 8px; } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
