import type { ReactNode } from 'react';
import type { Overview } from '#contracts';
import { count, shortDay, tellCost, tellMean, tellQuantile, tellShare } from '../format.ts';
import type { Told } from '../format.ts';
import { CostHeading } from '../parts/cost-heading.tsx';
import { LiveNumbers } from './live-numbers.tsx';
import { words } from './strings.ts';
import css from './overview.module.css';

const Number = ({ name, told }: { name: ReactNode; told: Told }): ReactNode => (
  <div className={css.number}>
    <dt>{name}</dt>
    <dd><span className={css.main} data-missing={told.missing}>{told.main}</span><span className={css.detail}>{told.detail}</span></dd>
  </div>
);

/** Says that the data begins later than the period. */
const soFar = ({ from, firstDay, daysWithData }: Overview): string =>
  (firstDay !== null && firstDay > from ? words.soFar(daysWithData, shortDay(firstDay)) : '');

/** The period in six numbers. */
export function Headline({ overview }: { overview: Overview }): ReactNode {
  const { total } = overview;
  const { headline } = words;
  return (
    <section aria-label={headline.title}>
      <dl className={css.numbers}>
        <Number name={headline.conversations} told={{ main: count(total.conversations), detail: headline.answers(count(total.answers)), missing: false }} />
        <Number name={headline.csat} told={tellMean(total.csatMean, headline.ratings)} />
        <Number name={headline.response} told={tellShare(total.responseRate, headline.asked)} />
        <Number name={headline.resolved} told={tellShare(total.resolvedAlone, headline.of)} />
        <Number name={headline.answer} told={tellQuantile(total.totalP50, 'answers')} />
        <Number name={<CostHeading>{headline.cost}</CostHeading>} told={tellCost(total.costPerConversationMicroUsd, total.costMicroUsd)} />
      </dl>
      <div className={css.period}>
        <span>{words.period(shortDay(overview.from), shortDay(overview.to), overview.timeZone)}{soFar(overview)}</span>
        <LiveNumbers fallback={overview.live} />
      </div>
    </section>
  );
}
