/**
 * Where a part of the OpenAI protocol lies under a base URL. What stands in the query stays there: Azure names the version
 * of its protocol so (`.../openai/deployments/<name>?api-version=<day>`).
 */
export function addressUnder(baseUrl: string, part: string): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${part}`;
  return url.href;
}

/** The key in the header that the server looks into; Azure has its own. */
export function keyHeader(baseUrl: string, apiKey: string | null): Record<string, string> {
  if (apiKey === null) return {};
  return new URL(baseUrl).searchParams.has('api-version') ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
}
