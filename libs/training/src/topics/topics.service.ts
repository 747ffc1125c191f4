import { Injectable } from '@nestjs/common';
import type { InputOf, ReplyOf, Topic, TopicState, TopicTraffic, listTopics, makeIntentOfTopic, readTopic } from '#contracts';
import { labelledPartsOf, teachIntent } from '#knowledge';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { freeKey } from './intent-name.ts';
import { maskPersonal } from './mask-personal.ts';
import { TopicRow } from './topic.entity.ts';
import { readRefresh } from './topic-refreshes.service.ts';
import { countTopics, readTopicQuestions, readTopics, type ReadTopic } from './topics.sql.ts';

/** Topics of unanswered questions, and what is decided about them. */
@Injectable()
export class Topics {
  constructor(private readonly db: Database) {}

  list(workspaceId: string, { traffic, state }: { traffic: TopicTraffic; state: TopicState }): Promise<ReplyOf<typeof listTopics>> {
    return this.db.inWorkspace(workspaceId, async (tx) => ({
      items: (await readTopics(tx, workspaceId, { traffic, state })).map(reply),
      counts: await countTopics(tx, workspaceId, traffic), refresh: await readRefresh(tx, workspaceId, traffic),
    }));
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<ReplyOf<typeof readTopic>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const topic = reply(await one(tx, workspaceId, id));
      const questions = (await readTopicQuestions(tx, workspaceId, id)).map((question) => ({ ...question, text: maskPersonal(question.text) }));
      const labelled = await labelledPartsOf(tx, workspaceId, questions.map(({ text }) => text));
      return {
        ...topic, proposedKey: await freeKey(tx, workspaceId, topic.name),
        all: questions.map((question) => ({ ...question, askedAt: question.askedAt.toISOString(), labelled: labelled.get(question.text) ?? null })),
      };
    });
  }

  /** From `open` to `dismissed` or back; nothing happens where it is so already. @throws Problem `not_found`, `topic_is_intent` */
  async turn(workspaceId: string, id: string, state: Exclude<TopicState, 'intent'>): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      await lockUndecided(tx, workspaceId, id);
      await tx.update(TopicRow, { workspaceId, id }, { state });
    });
  }

  /** @throws Problem `not_found`, `topic_is_intent`, `intent_taken`, `invalid_request` when none of the questions belongs to the topic */
  makeIntent(workspaceId: string, { id, key, label, answer, questionIds }: InputOf<typeof makeIntentOfTopic>): Promise<ReplyOf<typeof makeIntentOfTopic>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await lockUndecided(tx, workspaceId, id);
      const wanted = new Set(questionIds);
      const examples = (await readTopicQuestions(tx, workspaceId, id)).filter((question) => wanted.has(question.id)).map(({ text }) => maskPersonal(text));
      if (examples.length === 0) throw new Problem('invalid_request', { detail: 'None of these questions belongs to the topic any more. Open it again.' });
      const intent = await teachIntent(tx, workspaceId, { key, label, answer, examples });
      await tx.update(TopicRow, { workspaceId, id }, { state: 'intent', intentId: intent.id });
      return { intentId: intent.id, key, examples: intent.examples };
    });
  }
}

async function lockUndecided(tx: EntityManager, workspaceId: string, id: string): Promise<void> {
  const row = await tx.findOne(TopicRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not_found');
  if (row.state === 'intent') throw new Problem('topic_is_intent');
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<ReadTopic> {
  const [topic] = await readTopics(tx, workspaceId, { id });
  if (!topic) throw new Problem('not_found');
  return topic;
}

function reply({ examples, name, ...topic }: ReadTopic): Topic {
  const [headline = '', ...others] = examples.map(maskPersonal);
  return { ...topic, name: name === '' ? headline : name, headline, examples: others };
}
