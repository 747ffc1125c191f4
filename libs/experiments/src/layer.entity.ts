import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The visitors of a site, for one kind of traffic: what experiments share out among themselves. */
@Entity('layer')
@Check('layer_traffic_check', `traffic in ('live', 'replay', 'test')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'layer_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'layer_site_fk', onDelete: 'CASCADE' })
export class LayerRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'layer_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'layer_pk' })
  siteId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'layer_pk' })
  traffic: 'live' | 'replay' | 'test';

  /** Gives each visitor its place; all experiments of the layer draw with it, so that their slices hold different visitors. */
  @Column('text')
  salt: string;
}
