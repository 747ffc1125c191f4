/** The shop's own look; the widget brings its own. */
export const demoStyle = `
:root { color-scheme: light dark; --paper: light-dark(#fdfcfa, #16171a); --card: light-dark(#fff, #1d1f23); --ink: light-dark(#22252b, #e9e7e2); --soft: light-dark(#5f636c, #a9a69f); --line: light-dark(#e4e0d8, #34363c); --brand: light-dark(#1f5a47, #8fd0b6); --brand-ink: light-dark(#fff, #10211b); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/24px system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--brand); outline-offset: 3px; }
.tip { margin: 0; padding: 8px 24px; background: var(--brand); color: var(--brand-ink); font-size: 14px; line-height: 20px; text-align: center; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 32px; max-width: 1120px; margin: 0 auto; padding: 20px 24px; }
.name { margin-inline-end: auto; font-size: 22px; font-weight: 700; letter-spacing: -0.02em; text-decoration: none; }
.top nav { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.top nav a { padding: 8px 0; text-decoration: none; }
.top nav a:hover { text-decoration: underline; text-underline-offset: 4px; }
main { max-width: 1120px; margin: 0 auto; padding: 0 24px 96px; }
.opening { display: grid; grid-template-columns: 3fr 2fr; align-items: center; gap: 32px; padding: 40px 0 56px; }
h1 { margin: 0 0 16px; font-size: clamp(32px, 5vw, 52px); line-height: 1.08; letter-spacing: -0.03em; text-wrap: balance; }
.opening p { max-width: 56ch; margin: 0 0 24px; color: var(--soft); }
.opening img { display: block; width: 100%; height: auto; border-radius: 12px; }
.button { display: inline-block; padding: 12px 20px; border-radius: 8px; background: var(--brand); color: var(--brand-ink); font-weight: 600; text-decoration: none; }
h2 { margin: 0 0 20px; font-size: 22px; line-height: 28px; letter-spacing: -0.01em; }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(232px, 1fr)); gap: 24px; margin: 0 0 64px; padding: 0; list-style: none; }
.goods li { display: flex; flex-direction: column; overflow: hidden; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.goods img { display: block; width: 100%; height: auto; }
.goods h3 { margin: 16px 16px 0; font-size: 16px; line-height: 24px; }
.goods .price { margin: 0 16px; font-variant-numeric: tabular-nums; }
.goods .blurb { margin: 4px 16px 20px; color: var(--soft); font-size: 14px; line-height: 20px; }
.service { display: grid; grid-template-columns: repeat(auto-fit, minmax(232px, 1fr)); gap: 24px; padding: 24px 0 0; border-top: 1px solid var(--line); }
.service h3 { margin: 0 0 4px; font-size: 16px; }
.service p { margin: 0; color: var(--soft); font-size: 14px; line-height: 20px; }
footer { padding: 24px 24px 104px; border-top: 1px solid var(--line); color: var(--soft); font-size: 14px; line-height: 20px; text-align: center; }
@media (max-width: 700px) { .opening { grid-template-columns: 1fr; padding: 16px 0 40px; } .goods { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; } .goods h3, .goods .price, .goods .blurb { margin-inline: 12px; } }
`;
