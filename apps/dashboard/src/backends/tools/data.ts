import { changeTool, createTool, deleteTool, listTools, testTool } from '#contracts';
import { useChange, useRead } from '../../api.ts';

export const useTools = () => useRead(listTools, {});
export const useCreateTool = () => useChange(createTool, listTools);
export const useChangeTool = () => useChange(changeTool, listTools);
export const useDeleteTool = () => useChange(deleteTool, listTools);
export const useTestTool = () => useChange(testTool);
