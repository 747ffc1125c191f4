import fs from 'node:fs';
import { createArticle, importExamples, readTopic, listTopics, refreshTopics } from '#contracts';
import { startProduct } from '../test/support/product.ts';
import { Visitor, expectOk } from '../test/support/visitor.ts';
import { setTimeout as wait } from 'node:timers/promises';
const test = await startProduct();
const company = await test.company();
await company.call(createArticle, { slug: 'gift-cards', title: 'Gift cards', body: 'We sell vouchers from 10 to 200 pounds.\n\n## How they arrive\n\nBy e-mail, within an hour.\n', questions: ['Can I give a voucher as a present?'] });
await company.call(createArticle, { slug: 'returns', title: 'Returns and refunds', body: 'Send it back within 30 days.\n\n## Refunds\n\nWe refund within five days.\n', questions: ['How do I return something?'] });
const site = await company.siteAnsweredBy(await company.version('prompt', 'embedded/encoder'));
const asked = [
 'Do you sell gift cards?', 'can I buy a gift card here', 'are gift cards sold online', 'I want to buy a gift card for my sister', 'where do I buy gift cards', 'gift card for 50 pounds please, order BW-4471902',
 'Do you offer bike insurance?', 'is my bike insured against theft', 'can I insure my bike with you', 'what does bike insurance cost', 'does the bike insurance cover theft',
 'my discount code does not work', 'the discount code is not accepted at checkout', 'why is my discount code invalid', 'discount code rejected, please write to jo@example.com', 'where do I enter a discount code',
 'who founded this company', 'Do you sell gift cards',
];
for (const [i, text] of asked.entries()) {
  const v = await Visitor.open(test.address, site.publicKey);
  await v.start(); const a = await v.ask(text); if (i===0) console.log(a.text);
  if (i % 3 === 0) await v.request('conversation.rate', { conversationId: v.id, score: 1 + (i % 4) });
  if (i % 4 === 1) await v.request('message.rate', { messageId: a.id, thumb: 'down' });
  v.close();
}
fs.writeFileSync('/tmp/topics-look.json', JSON.stringify({ address: test.address, cookie: company.cookie, key: company.apiKey, pid: process.pid }));
console.log('READY', test.address, process.pid);
process.on('SIGTERM', () => void test.stop().then(() => process.exit(0)));
setInterval(() => undefined, 1000);
void [importExamples, readTopic, listTopics, refreshTopics, expectOk, wait];
