import type { ReactNode } from 'react';
import type { ExperimentChange } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { count, instant, middle, weight } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useSession } from '../session.tsx';
import { tellAllocation } from './allocation/allocation-draft.ts';
import { useChanges } from './data.ts';
import { tellDecision } from './decision/margins.ts';
import { words as growthBookWords } from './growthbook/strings.ts';
import { tellRamp } from './ramp/ramp-draft.ts';
import { words } from './strings.ts';
import { sayTargeting } from './targeting/told-targeting.ts';
import css from './experiments.module.css';

const text = words.log;
const LONGEST = 40;

const inTheMiddle = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** What was set, in a few words. */
function details({ kind, to }: ExperimentChange, timeZone: string): string {
  const { name, hypothesis, unit, crossEngineFallback, slice, targeting, coverage, ramp, plannedRatings, decision, growthbook, allocation, shares, link, despiteGate } = to;
  const told = [
    kind !== 'created' && name !== undefined && text.name(name),
    kind !== 'created' && hypothesis !== undefined && text.hypothesis,
    unit && (kind !== 'created' || unit !== 'visitor') && text.unit[unit],
    crossEngineFallback !== undefined && (kind !== 'created' || crossEngineFallback) && text.fallback[crossEngineFallback ? 'on' : 'off'],
    slice && !(kind === 'created' && slice.from === 0 && slice.to === 10_000) && text.slice(weight(slice.from), weight(slice.to)),
    targeting && !(kind === 'created' && targeting.length === 0) && inTheMiddle(sayTargeting(targeting)),
    growthbook ? inTheMiddle(growthBookWords.told(growthbook)) : growthbook === null && kind !== 'created' && inTheMiddle(growthBookWords.own),
    allocation && !(kind === 'created' && allocation.kind === 'fixed') && inTheMiddle(tellAllocation(allocation)),
    coverage !== undefined && text.coverage(weight(coverage)),
    ramp && !(kind === 'created' && ramp.length === 0) && tellRamp(ramp),
    plannedRatings !== undefined && text.planned(count(plannedRatings)),
    kind !== 'created' && decision && tellDecision(decision).join('; '),
    shares && shares.map((one) => text.share(middle(one.name ?? text.removed, LONGEST), weight(one.weight))).join(', '),
    despiteGate !== undefined && text.despiteGate(despiteGate),
    link && text.link(link.note, instant(link.expiresAt, timeZone)),
  ];
  return told.filter(Boolean).join('; ');
}

/** Who changed what, when and why; newest first. */
export function ChangeLog({ id }: { id: string }): ReactNode {
  const reading = useChanges(id);
  const { timeZone } = useSession().workspace;
  return (
    <Section title={text.title}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>
        {({ items }) => (
          <DataTable
            caption={text.title} rows={items} keyOf={(change) => change.id}
            columns={[
              { head: text.when, cell: ({ at }) => instant(at, timeZone) },
              { head: text.who, cell: ({ actorName }) => actorName },
              { head: text.what, cell: (change) => <span className={css.wrapped}>{text.kinds[change.kind]}<span className={css.small}>{details(change, timeZone)}</span></span> },
              { head: text.reason, cell: ({ reason }) => <span className={css.wrapped}>{reason || <span className={css.small}>{text.noReason}</span>}</span> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
