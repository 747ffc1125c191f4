/** Tabs of one conversation. */
export const roomOf = (conversationId: string): string => `c:${conversationId}`;
/** Desks of one workspace. */
export const deskRoomOf = (workspaceId: string): string => `w:${workspaceId}`;

export const conversationOf = (room: string): string | null => (room.startsWith('c:') ? room.slice(2) : null);
