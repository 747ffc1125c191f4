import type { ReactNode } from 'react';
import type { ReplyOf, listModels } from '#contracts';
import { Section } from '../parts/page-frame.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.models;
const signs = { ready: 'good', loading: 'busy', missing: 'bad' } as const;

/** What works with no key and no service. */
export function BuiltInEngine({ engine: { encoder, detail, kernel } }: { engine: ReplyOf<typeof listModels>['embedded'] }): ReactNode {
  return (
    <Section title={text.builtIn}>
      <p className={css.note}>{text.what}</p>
      <dl className={css.facts}>
        <div><dt>{text.encoder}</dt><dd><span className={css.state} data-on={signs[encoder]}>{text.encoders[encoder]}</span></dd></div>
        <div><dt>{text.kernel}</dt><dd>{kernel ? text.kernels[kernel] : text.noKernel}</dd></div>
        {detail && <div><dt>{text.detail}</dt><dd>{detail}</dd></div>}
      </dl>
    </Section>
  );
}
