import { Logger } from '@nestjs/common';
import { SingleBar } from 'cli-progress';
import { Demo, type DemoProgress } from '#training';
import type { Product } from './product.ts';

/**
 * Makes the demo company at the first start, with a progress bar on a terminal and a line each ten per cent without
 * one. The server answers meanwhile; a demo that cannot be made does not stop it.
 */
export async function prepareDemo({ app, config }: Pick<Product, 'app' | 'config'>, signal: AbortSignal): Promise<void> {
  if (!config.demo) return;
  const display = process.stdout.isTTY ? bar() : lines();
  try {
    await app.get(Demo).prepare(display.show, signal);
  } catch (error) {
    if (!signal.aborted) new Logger('demo').error({ event: 'demo.failed' }, error instanceof Error ? error : new Error(String(error)));
  } finally {
    display.end();
  }
}

interface Display {
  show: (progress: DemoProgress) => void;
  end: () => void;
}

function bar(): Display {
  const drawn = new SingleBar({ format: '  {bar} {percentage} %  {detail}', barsize: 30, hideCursor: true, clearOnComplete: true });
  let begun = false;
  return {
    show: ({ fraction, detail }) => {
      if (!begun) drawn.start(100, 0, { detail });
      begun = true;
      drawn.update(Math.round(fraction * 100), { detail });
    },
    end: () => {
      if (begun) drawn.stop();
    },
  };
}

function lines(): Display {
  let told = -1;
  return {
    show: ({ fraction, detail }) => {
      const tenth = Math.floor(fraction * 10);
      if (tenth <= told) return;
      told = tenth;
      console.log(`  ${tenth * 10} %  ${detail}`);
    },
    end: () => undefined,
  };
}
