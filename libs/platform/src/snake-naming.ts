import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** Tables and columns are snake_case; the index and key names that TypeORM makes stay its own. */
export class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName?: string): string { return customName ?? snake(className); }
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, customName ?? property].join('_'));
  }
  override relationName(property: string): string { return snake(property); }
  override joinColumnName(relation: string, referenced: string): string { return snake(`${relation}_${referenced}`); }
  override joinTableName(first: string, second: string, property: string): string { return snake(`${first}_${property}_${second}`); }
  override joinTableColumnName(table: string, property: string, column?: string): string { return snake(`${table}_${column ?? property}`); }
}
