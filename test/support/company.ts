import {
  changeSite, claimSetup, createApiKey, createBackend, createClient, createModel, createSite, createVersion, requestOf,
  type BackendKind, type BackendVersion, type Call, type Model, type PromptPack, type Session, type Site,
} from '#contracts';

/** A claimed installation as its owner sees it. */
export interface Company {
  readonly address: string;
  readonly apiKey: string;
  readonly cookie: string;
  readonly session: Session;
  readonly call: Call;
  site(name?: string, allowedOrigins?: string[]): Promise<Site>;
  model(baseUrl: string, name?: string): Promise<Model>;
  version(kind: BackendKind, model: string, pack?: Partial<PromptPack>): Promise<BackendVersion>;
  /** A site whose visitors are answered by this version. */
  siteAnsweredBy(version: BackendVersion): Promise<Site>;
}

export const owner = { name: 'Olga Owner', email: 'olga@example.com', password: 'correct horse battery staple' };

export const plainPack: PromptPack = {
  instructions: 'Answer questions about orders.', tone: 'Friendly and brief.', must: [], never: [], examplesPerIntent: null, exampleSeed: 1,
  useKnowledge: true, thresholds: { answer: 0.35, clarify: 0.15 },
};

/** Claims the installation by its setup link and makes an API key. */
export async function foundCompany(address: string, setupLink: string): Promise<Company> {
  const token = setupLink.split('/').at(-1) ?? '';
  const { path, body } = requestOf(claimSetup, { token, ...owner });
  const reply = await fetch(address + path, { method: 'POST', headers: { 'content-type': 'application/json', origin: address, 'sec-fetch-site': 'same-origin' }, ...(body ? { body } : {}) });
  if (!reply.ok) throw new Error(`setup failed: ${await reply.text()}`);
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const session = (await reply.json()) as Session;
  const asOwner = createClient(fetch, address, { cookie, origin: address, 'sec-fetch-site': 'same-origin' });
  const { secret } = await asOwner(createApiKey, { name: 'Test key', role: 'owner' });
  return withKey({ address, apiKey: secret, cookie, session });
}

function withKey(known: Pick<Company, 'address' | 'apiKey' | 'cookie' | 'session'>): Company {
  const call = createClient(fetch, known.address, { authorization: `Bearer ${known.apiKey}` });
  const site = (name = 'Shop', allowedOrigins: string[] = []) => call(createSite, { name, allowedOrigins });
  return {
    ...known,
    call,
    site,
    model: (baseUrl, name = 'local') => call(createModel, { provider: 'openai', name, baseUrl, inputPrice: 1, outputPrice: 2 }),
    async version(kind, model, pack = {}) {
      const backend = await call(createBackend, { name: `${kind} on ${model}`, kind });
      return call(createVersion, { id: backend.id, model, promptPack: { ...plainPack, ...pack } });
    },
    async siteAnsweredBy(version) {
      const made = await site();
      return call(changeSite, { id: made.id, defaultBackendVersionId: version.id });
    },
  };
}
