import type { Provider } from '#contracts';

export const presetIds = ['openai', 'azure', 'anthropic', 'together', 'fireworks', 'vllm', 'llama_cpp', 'ollama', 'lm_studio', 'gguf', 'compatible', 'langchain'] as const;
export type PresetId = (typeof presetIds)[number];

interface Preset {
  provider: Provider;
  /** What the address field begins with; empty: the provider's own. */
  baseUrl: string;
  where: 'hosted' | 'own' | 'other';
  /** `none`: neither address nor key. */
  key: 'needed' | 'unusual' | 'maybe' | 'none';
}

/** Servers that many use, each with what the form has to know of it. */
export const presets: Readonly<Record<PresetId, Preset>> = {
  openai: { provider: 'openai', baseUrl: '', where: 'hosted', key: 'needed' },
  azure: { provider: 'openai', baseUrl: 'https://RESOURCE.openai.azure.com/openai/deployments/DEPLOYMENT?api-version=2024-10-21', where: 'hosted', key: 'needed' },
  anthropic: { provider: 'anthropic', baseUrl: '', where: 'hosted', key: 'needed' },
  together: { provider: 'openai', baseUrl: 'https://api.together.xyz/v1', where: 'hosted', key: 'needed' },
  fireworks: { provider: 'openai', baseUrl: 'https://api.fireworks.ai/inference/v1', where: 'hosted', key: 'needed' },
  vllm: { provider: 'openai', baseUrl: 'http://127.0.0.1:8000/v1', where: 'own', key: 'unusual' },
  llama_cpp: { provider: 'openai', baseUrl: 'http://127.0.0.1:8080/v1', where: 'own', key: 'unusual' },
  ollama: { provider: 'ollama', baseUrl: '', where: 'own', key: 'unusual' },
  lm_studio: { provider: 'openai', baseUrl: 'http://127.0.0.1:1234/v1', where: 'own', key: 'unusual' },
  gguf: { provider: 'gguf', baseUrl: '', where: 'own', key: 'none' },
  compatible: { provider: 'openai', baseUrl: '', where: 'other', key: 'maybe' },
  langchain: { provider: 'langchain', baseUrl: '', where: 'other', key: 'maybe' },
};

/** Which of them a stored model was most likely added by. */
export function presetOf({ provider, baseUrl }: { provider: Provider; baseUrl: string | null }): PresetId {
  if (provider !== 'openai') return provider;
  if (baseUrl === null) return 'openai';
  if (URL.canParse(baseUrl) && new URL(baseUrl).searchParams.has('api-version')) return 'azure';
  return presetIds.find((id) => presets[id].provider === 'openai' && presets[id].baseUrl === baseUrl) ?? 'compatible';
}
