import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Difference } from './differences.ts';
import { words } from './strings.ts';
import type { Piece } from './word-diff.ts';
import css from './versions.module.css';

const text = words.diff;
const layouts = ['inline', 'sideBySide'] as const;
type Layout = (typeof layouts)[number];

const Marked = ({ pieces, without }: { pieces: readonly Piece[]; without?: Piece['kind'] }): ReactNode => {
  const shown = pieces.filter(({ kind }) => kind !== without);
  if (shown.length === 0) return <p className={css.soft}>{text.empty}</p>;
  return (
    <p className={css.compared} dir="auto">
      {shown.map(({ kind, text: words }, at) => {
        if (kind === 'gone') return <del key={at}>{words}</del>;
        return kind === 'new' ? <ins key={at}>{words}</ins> : <span key={at}>{words}</span>;
      })}
    </p>
  );
};

function Change({ difference, layout }: { difference: Difference; layout: Layout }): ReactNode {
  switch (difference.kind) {
    case 'setting': return <p className={css.setting}>{text.fromTo(difference.before, difference.after)}</p>;
    case 'text': return layout === 'inline' ? <Marked pieces={difference.pieces} /> : (
      <div className={css.sides}>
        <div><p className={css.small}>{text.before}</p><Marked pieces={difference.pieces} without="new" /></div>
        <div><p className={css.small}>{text.after}</p><Marked pieces={difference.pieces} without="gone" /></div>
      </div>
    );
    case 'list': return (
      <ul className={css.entries}>
        {difference.gone.map((item) => <li key={`-${item}`} data-sign="−"><span className="visually-hidden">{text.taken}</span><del>{item}</del></li>)}
        {difference.added.map((item) => <li key={`+${item}`} data-sign="+"><span className="visually-hidden">{text.put}</span><ins>{item}</ins></li>)}
        {difference.kept > 0 && <li className={css.soft}>{text.kept(difference.kept)}</li>}
      </ul>
    );
  }
}

/** What differs, by name: texts word by word, rules by entries, settings by both values. */
export function DiffView({ differences, nothing = text.nothing, first = 'inline' }: { differences: readonly Difference[]; nothing?: string; first?: Layout }): ReactNode {
  const [layout, setLayout] = useState<Layout>(first);
  if (differences.length === 0) return <p className={css.note}>{nothing}</p>;
  return (
    <>
      {differences.some(({ kind }) => kind === 'text') && (
        <SegmentedControl
          className={css.layout} size="xs" aria-label={text.layout} value={layout} data={layouts.map((value) => ({ value, label: text[value] }))}
          onChange={(value) => setLayout(value === 'inline' ? 'inline' : 'sideBySide')}
        />
      )}
      <dl className={css.changes}>
        {differences.map((difference) => <div key={difference.name}><dt>{difference.name}</dt><dd><Change difference={difference} layout={layout} /></dd></div>)}
      </dl>
    </>
  );
}
