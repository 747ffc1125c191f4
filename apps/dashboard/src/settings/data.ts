import {
  addMember, changeMember, changeSite, changeWorkspace, createApiKey, createSite, createSiteSecret, deleteSiteSecret, listApiKeys, listMembers, listSiteSecrets, listSites, readSession, readSite,
  removeMember, revokeApiKey,
} from '#contracts';
import { useChange, useRead } from '../api.ts';

export const useChangeWorkspace = () => useChange(changeWorkspace, readSession);
export const useSites = () => useRead(listSites, {});
export const useSite = (id: string) => useRead(readSite, { id });
export const useCreateSite = () => useChange(createSite, listSites);
export const useChangeSite = () => useChange(changeSite, readSite, listSites);
export const useSiteSecrets = (id: string) => useRead(listSiteSecrets, { id });
export const useCreateSiteSecret = () => useChange(createSiteSecret, listSiteSecrets);
export const useDeleteSiteSecret = () => useChange(deleteSiteSecret, listSiteSecrets);
export const useMembers = () => useRead(listMembers, {});
export const useAddMember = () => useChange(addMember, listMembers);
export const useChangeMember = () => useChange(changeMember, listMembers);
export const useRemoveMember = () => useChange(removeMember, listMembers);
export const useApiKeys = () => useRead(listApiKeys, {});
export const useCreateApiKey = () => useChange(createApiKey, listApiKeys);
export const useRevokeApiKey = () => useChange(revokeApiKey, listApiKeys);
