import { Injectable } from '@nestjs/common';
import { Catalogue, OpenAiApi } from '#models';
import { Config, Problem, seal, secretKey, unseal } from '#platform';
import type { EntityManager } from 'typeorm';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';

/** Addresses and keys of fine-tunes: each job keeps its own, so that it ends well whatever becomes of the model it was taken from. */
@Injectable()
export class JobKeys {
  private secret: Buffer | undefined;

  constructor(private readonly config: Config, private readonly catalogue: Catalogue) {}

  sealed(workspaceId: string, id: string, apiKey: string | null): Pick<FineTuneJobRow, 'sealedKey' | 'keyEnding'> {
    if (apiKey === null) return { sealedKey: null, keyEnding: null };
    return { sealedKey: seal(this.secretKey(), purposeOf(workspaceId, id), apiKey), keyEnding: apiKey.length < 12 ? '****' : apiKey.slice(-4) };
  }

  keyOf({ workspaceId, id, sealedKey }: FineTuneJobRow): string | null {
    return sealedKey && unseal(this.secretKey(), purposeOf(workspaceId, id), sealedKey);
  }

  /** Work at the provider's address. @throws ModelFailed */
  async during<T>(job: FineTuneJobRow, work: (api: OpenAiApi) => Promise<T>): Promise<T> {
    if (job.baseUrl === null) throw new Problem('internal', { detail: 'The fine-tune has no address.' });
    const api = new OpenAiApi({ baseUrl: job.baseUrl, apiKey: this.keyOf(job), privateAllowed: this.catalogue.mayBePrivate(job.baseUrl) });
    try {
      return await work(api);
    } finally {
      await api.close();
    }
  }

  private secretKey(): Buffer {
    return (this.secret ??= secretKey(this.config));
  }
}

const purposeOf = (workspaceId: string, id: string): string => `${workspaceId}|fine_tune|${id}`;

/** In every workspace. @returns how many had one */
export async function forgetFineTuneKeys(tx: EntityManager): Promise<number> {
  const [, count] = await tx.query<[unknown[], number]>('update fine_tune_job set sealed_key = null, key_ending = null where sealed_key is not null');
  return count;
}
