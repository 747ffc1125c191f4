import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Counter, Gauge, Histogram } from 'prom-client';
import type { BreakerState, Provider } from '#contracts';
import { Config, Metrics } from '#platform';
import { Bulkhead } from './bulkhead.ts';
import { CallGate, type EndedCall } from './call-gate.ts';

/** A model as its gate knows it. */
export interface GatedModel {
  workspaceId: string;
  id: string;
  key: string;
  provider: Provider;
  /** Null: by the provider's own client. */
  address: string | null;
  apiKey: string | null;
  /** Answers at once, where it is not the usual number. */
  places?: number | undefined;
}

const mostKeys = 1_000;
const inNumbers: Readonly<Record<BreakerState, number>> = { closed: 0, half_open: 1, open: 2 };

/** The gates of this process, and what operators read of them. */
@Injectable()
export class Gates {
  private readonly gates = new Map<string, { model: GatedModel; gate: CallGate }>();
  private readonly bulkheads = new LRUCache<string, Bulkhead>({ max: mostKeys });
  private readonly calls: Counter<'workspace' | 'model' | 'outcome'>;
  private readonly retries: Counter<'workspace' | 'model'>;
  private readonly firstToken: Histogram<'provider'>;

  constructor(private readonly config: Config, metrics: Metrics) {
    this.calls = metrics.counter('model_calls_total', 'Questions to language models, by how they ended', ['workspace', 'model', 'outcome']);
    this.retries = metrics.counter('model_retries_total', 'Questions to language models that were asked a second time', ['workspace', 'model']);
    this.firstToken = metrics.histogram('model_first_token_seconds', 'From the question to a language model to the first piece of its answer', ['provider']);
    metrics.gauge('model_breaker', 'Is a language model asked (0), tried again by the next question (1), or left alone because it kept failing (2)?', ['workspace', 'model'],
      (gauge) => this.tellBreakers(gauge));
    metrics.gauge('model_calls_running', 'Questions that run at a provider, or wait for a place there', ['workspace', 'provider', 'where'], (gauge) => this.tellPlaces(gauge));
  }

  /** A new gate for a model, because it is new or was changed. @param ended is told of each call as well */
  make(model: GatedModel, ended: (call: EndedCall) => void): CallGate {
    const gate = new CallGate({
      bulkhead: this.bulkheadOf(model),
      ended: (call) => {
        this.count(model, call);
        ended(call);
      },
    });
    this.gates.set(model.id, { model, gate });
    return gate;
  }

  of(modelId: string): CallGate | undefined {
    return this.gates.get(modelId)?.gate;
  }

  forget(modelId: string): void {
    this.gates.delete(modelId);
  }

  /** One for each key at a provider; without a key, one for each address. */
  private bulkheadOf({ workspaceId, provider, address, apiKey, places }: GatedModel): Bulkhead {
    const whose = createHash('sha256').update(JSON.stringify([workspaceId, provider, address, apiKey, places])).digest('base64');
    const known = this.bulkheads.get(whose) ?? new Bulkhead({ atOnce: places ?? this.config.modelCallsAtOnce });
    this.bulkheads.set(whose, known);
    return known;
  }

  private count({ workspaceId: workspace, key: model, provider }: GatedModel, { outcome, firstTokenMs, triedAgain }: EndedCall): void {
    this.calls.inc({ workspace, model, outcome });
    if (triedAgain) this.retries.inc({ workspace, model });
    if (firstTokenMs !== null) this.firstToken.observe({ provider }, firstTokenMs / 1_000);
  }

  private tellBreakers(gauge: Gauge<'workspace' | 'model'>): void {
    gauge.reset();
    for (const { model, gate } of this.gates.values()) gauge.set({ workspace: model.workspaceId, model: model.key }, inNumbers[gate.breaker.state]);
  }

  private tellPlaces(gauge: Gauge<'workspace' | 'provider' | 'where'>): void {
    gauge.reset();
    const told = new Set<Bulkhead>();
    for (const { model: { workspaceId: workspace, provider }, gate: { bulkhead } } of this.gates.values()) {
      if (told.has(bulkhead)) continue;
      told.add(bulkhead);
      gauge.inc({ workspace, provider, where: 'at_provider' }, bulkhead.inFlight);
      gauge.inc({ workspace, provider, where: 'waiting' }, bulkhead.waiting);
    }
  }
}
