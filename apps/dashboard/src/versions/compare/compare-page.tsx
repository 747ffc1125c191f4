import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { words as policyWords } from '../../backends/policy/strings.ts';
import { words as backendWords } from '../../backends/strings.ts';
import { PackView } from '../../backends/pack-view.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Late } from '../../parts/late.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import { useVersions, type KnownVersion } from '../../try-it/use-versions.ts';
import { DiffView } from '../diff-view.tsx';
import { differencesOf, factsOf } from '../differences.ts';
import { AnyVersionSelect } from './any-version-select.tsx';
import { ComparedFacts } from './compared-facts.tsx';
import { words } from './strings.ts';
import css from './compare.module.css';

/** Two versions side by side; which ones stands in the address (`?left=…&right=…`). */
export function ComparePage(): ReactNode {
  const { all, error, readAgain } = useVersions();
  return (
    <PageFrame title={words.title} above={{ label: backendWords.title, to: '/backends' }}>
      <p className={css.note}>{words.hint}</p>
      {error && <Failure error={error} again={readAgain} />}
      {all ? <Chosen all={all} /> : !error && <Late><CardSkeleton height={320} /></Late>}
    </PageFrame>
  );
}

function Chosen({ all }: { all: readonly KnownVersion[] }): ReactNode {
  const [params, setParams] = useSearchParams();
  const mayTry = useMay('preview:use');
  const [leftId, rightId] = [params.get('left'), params.get('right')];
  const [left, right] = [all.find(({ id }) => id === leftId), all.find(({ id }) => id === rightId)];
  const set = (sides: { left?: string | null; right?: string | null }): void => {
    const next = { left: leftId, right: rightId, ...sides };
    setParams(Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== null), { replace: true });
  };
  const gone = (leftId !== null && !left) || (rightId !== null && !right);
  return (
    <>
      <div className={css.choice}>
        <AnyVersionSelect label={words.left} all={all} value={left?.id ?? null} onChange={(id) => set({ left: id })} />
        <Button variant="default" leftSection={<IconArrowsExchange size={16} />} disabled={!left || !right} onClick={() => set({ left: rightId, right: leftId })}>{words.swap}</Button>
        <AnyVersionSelect label={words.right} all={all} value={right?.id ?? null} onChange={(id) => set({ right: id })} />
        {left && right && left !== right && mayTry && <Button component={Link} to={`/try-it/playground?column=${left.id}&column=${right.id}`} variant="default">{words.tryBoth}</Button>}
      </div>
      {gone && <p className={css.note}>{words.gone}</p>}
      {!gone && (!left || !right) && <p className={css.note}>{words.choosing}</p>}
      {left && right && (left === right ? <p className={css.note}>{words.same}</p> : <Both left={left} right={right} />)}
    </>
  );
}

const Both = ({ left, right }: { left: KnownVersion; right: KnownVersion }): ReactNode => (
  <>
    <ComparedFacts left={left} right={right} />
    <Section title={words.differences}><DiffView differences={differencesOf(factsOf(left), factsOf(right))} first="sideBySide" /></Section>
    <Disclosure summary={words.whole}>
      <div className={css.sides}>
        {[left, right].map((version) => <div key={version.id}>{version.promptPack ? <PackView pack={version.promptPack} title={policyWords.version(version.backendName, version.number)} /> : <p className={css.note}>{words.none}</p>}</div>)}
      </div>
    </Disclosure>
  </>
);
