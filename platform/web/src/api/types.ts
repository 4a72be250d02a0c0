/** What the host's REST speaks; named as in its OpenAPI document. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Problem {
  path: string;
  text: string;
  remedy: string;
}

export type Role = 'operator' | 'tenant-admin' | 'viewer';

export interface User {
  id: string;
  name: string;
  role: Role;
  tenant: string | null;
  password?: string;
}

export interface Tenant {
  id: string;
  name: string;
  created: string;
}

export interface Me {
  user: User;
  tenants: Tenant[];
}

export interface Plugin {
  id: string;
  version: string;
  description: string;
  nodes: string[];
  integrations: string[];
  settings: JsonObject | null;
  enabled?: boolean;
}

export interface NodeType {
  type: string;
  name: string;
  description: string;
  version: number;
  plugin: string | null;
  relations: string[];
  descriptor: JsonObject | null;
}

export interface IntegrationType {
  type: string;
  name: string;
  description: string;
  version: number;
  plugin: string;
  descriptor: JsonObject | null;
}

export interface Entity {
  id: string;
  kind: 'device' | 'asset';
  name: string;
  type: string;
  label: string | null;
  customer: string | null;
  group: string | null;
  created: string;
}

export interface Value {
  key: string;
  ts: number;
  value: Json;
}

export type StateName = 'starting' | 'running' | 'degraded' | 'failed' | 'refused' | 'stopped';

export interface Status {
  owner: string;
  state: StateName;
  reason: string;
  counters: Record<string, number>;
  debugUntil: string | null;
}

export interface ChainNode {
  id: string;
  type: string;
  name: string;
  version?: number;
  config: JsonObject;
  x?: number;
  y?: number;
  owner?: string;
}

export interface Connection {
  from: string;
  to: string;
  relation: string;
}

export interface ChainDocument {
  firstNode: string;
  nodes: ChainNode[];
  connections: Connection[];
}

export interface Chain {
  id: string;
  name: string;
  root: boolean;
  version: number;
  document: ChainDocument;
  status?: { counters: Record<string, number>; nodes: Record<string, Status> };
}

export interface Integration {
  id: string;
  name: string;
  type: string;
  version: number;
  enabled: boolean;
  ruleChain: string | null;
  config: JsonObject;
  status: Status;
}

export type EventKind = 'lifecycle' | 'error' | 'alarm' | 'debug';

export interface HostEvent {
  id: number;
  at: string;
  owner: string;
  ownerName: string;
  kind: EventKind;
  text: string;
  details: Record<string, string>;
}

export interface CheckStep {
  layer: string;
  outcome: 'ok' | 'warning' | 'failed' | 'skipped';
  text: string;
  hint: string;
  /** How long it took; 0 when that was not measured. */
  millis: number;
}

export interface CheckReport {
  ok: boolean;
  steps: CheckStep[];
}

export interface Counters {
  at: string;
  totals: Record<string, number>;
  owners: Record<string, Status>;
  lost?: number;
}

export interface FlowVertex {
  id: string;
  name: string;
  tenant: string;
  kind: 'uplink' | 'downlink';
  cluster: string;
  topics: string;
  counters: Record<string, number>;
}

export interface FlowGraph {
  vertices: FlowVertex[];
  edges: { from: string; to: string; via: string }[];
  cycles: { path: string[]; verdict: 'refused' | 'warned' | 'allowed'; text: string }[];
}
