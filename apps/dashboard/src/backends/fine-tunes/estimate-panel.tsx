import type { ReactNode } from 'react';
import type { FineTuneEstimate, FineTunePrices } from '#contracts';
import { count } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { useFineTuneEstimate } from './data.ts';
import { OWN } from './draft.ts';
import { dollars } from './money.ts';
import { words } from './strings.ts';
import css from './fine-tunes.module.css';

const text = words.estimate;

interface Props {
  dataSetId: string | null;
  epochs: number | null;
  prices: FineTunePrices;
  connection: string;
}

/** Tokens and money before anything is begun, and when hosting pays. */
export function EstimatePanel({ dataSetId, epochs, prices, connection }: Props): ReactNode {
  const reading = useFineTuneEstimate({ dataSetId: dataSetId ?? '', epochs, prices, comparedModelId: connection === OWN ? null : connection }, dataSetId !== null);
  if (dataSetId === null) return <p className={backends.note}>{text.choose}</p>;
  return (
    <div className={css.estimate}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>{(estimate) => <Estimated estimate={estimate} free={prices.training === 0} />}</Loaded>
    </div>
  );
}

function Estimated({ estimate: { billed, cost, hosting }, free }: { estimate: FineTuneEstimate; free: boolean }): ReactNode {
  return (
    <>
      <p className={backends.told} role="status">{text.hero(count(billed.expected), free ? text.free : dollars(cost.expected))}</p>
      <p className={backends.soft}>{text.between(`${count(billed.low)} and ${count(billed.high)}`, free ? null : `${dollars(cost.low)} to ${dollars(cost.high)}`)}</p>
      {hosting && <p>{text.hosting(dollars(hosting.perDay))} {paysWhen(hosting)}</p>}
      <p className={backends.note}>{text.note}</p>
    </>
  );
}

function paysWhen({ comparedWith, breakEvenAnswersPerDay, inputTokens, outputTokens, answers }: NonNullable<FineTuneEstimate['hosting']>): string {
  if (comparedWith === null) return text.alone;
  if (inputTokens === null || outputTokens === null) return text.unknown(comparedWith);
  const pays = breakEvenAnswersPerDay === null ? text.never(comparedWith) : text.breakEven(count(breakEvenAnswersPerDay), comparedWith);
  return `${pays} ${text.measured(count(Math.round(inputTokens)), count(Math.round(outputTokens)), count(answers))}`;
}
