/** From an OpenAPI document to the TypeScript that openapi-fetch wants: `paths` and `components`. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return `components['schemas']['${schema.$ref.split('/').pop() ?? ''}']`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `(${typeOf(schema.items ?? {})})[]`;
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'object') return objectOf(schema);
  return schema.type ?? 'unknown';
}

function objectOf({ properties, patternProperties, required = [] }: Schema): string {
  const [pattern] = Object.values(patternProperties ?? {});
  if (!properties) return pattern ? `Record<string, ${typeOf(pattern)}>` : 'Record<string, unknown>';
  const lines = Object.entries(properties).map(
    ([name, schema]) => `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  return `{ ${lines.join(' ')} }`;
}

function parametersOf(parameters: readonly Parameter[]): string {
  const places = (['path', 'query', 'header', 'cookie'] as const).map((place) => {
    const here = parameters.filter((one) => one.in === place);
    if (here.length === 0) return `${place}?: never;`;
    const isNeeded = here.some(({ required }) => required);
    const fields = here.map(
      ({ name, required, schema }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)};`,
    );
    return `${place}${isNeeded ? '' : '?'}: { ${fields.join(' ')} };`;
  });
  return `{ ${places.join(' ')} }`;
}

function contentOf(content: Content | undefined): string {
  const schema = content?.['application/json']?.schema;
  return schema ? `{ 'application/json': ${typeOf(schema)} }` : 'never';
}

function operationOf({ parameters = [], requestBody, responses }: Operation): string {
  const body = requestBody ? `requestBody: { content: ${contentOf(requestBody.content)} };` : '';
  const answers = Object.entries(responses).map(([code, { content }]) => {
    const key = /^\d+$/.test(code) ? code : JSON.stringify(code.toUpperCase());
    return `${key}: { headers: Record<string, unknown>; content${content ? '' : '?'}: ${contentOf(content)}; };`;
  });
  return `{ parameters: ${parametersOf(parameters)}; ${body} responses: { ${answers.join(' ')} }; }`;
}

/** The file's text; the same document gives the same text. */
export function apiTypes(document: Record<string, unknown>): string {
  const { paths, components } = document as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const routes = Object.entries(paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, operations]) => {
      const methods = Object.entries(operations).map(([method, one]) => `${method}: ${operationOf(one)};`);
      return `  '${path}': { ${methods.join(' ')} };`;
    });
  const schemas = Object.entries(components.schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `    ${name}: ${typeOf(schema)};`);
  return `/** Types of the API, written by scripts/api-types.ts from its OpenAPI document. Do not edit. */
// prettier-ignore
export interface paths {
${routes.join('\n')}
}

// prettier-ignore
export interface components {
  schemas: {
${schemas.join('\n')}
  };
}
`;
}
