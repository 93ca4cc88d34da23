import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Schema } from './arbitraries.js';
import type { Operation, Parameter } from './generated-request.js';

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>; readonly [key: string]: unknown };

/** The published document of a running gateway: its operations, and what its answers must look like. */
export class Published {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: true });
  private readonly compiled = new Map<string, (value: unknown) => boolean>();

  constructor(private readonly document: Document) {
    formats.default(this.ajv as never);
    this.ajv.addSchema(document, 'published');
  }

  static async of(url: string): Promise<Published> {
    return new Published((await (await fetch(`${url}/openapi.json`)).json()) as Document);
  }

  resolve = (schema: Schema): Schema => {
    if (typeof schema.$ref !== 'string') return schema;
    const found = schema.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], this.document);
    return this.resolve(found as Schema);
  };

  operations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const [type, content] =
          Object.entries(((operation.requestBody as Schema | undefined)?.content ?? {}) as Record<string, { schema: Schema }>)[0] ?? [];
        const parameters = ((operation.parameters ?? []) as Schema[]).map((parameter) => this.resolve(parameter) as unknown as Parameter);
        return {
          method: method.toUpperCase(),
          path,
          parameters,
          body: type ? { type, schema: content!.schema } : undefined,
          responses: operation.responses as Operation['responses'],
        };
      }),
    );
  }

  /** What is wrong with an answer by the document; nothing when it is as published. */
  fault(operation: Operation, status: number, contentType: string, body: unknown): string | undefined {
    if (!operation.responses[status]) return `status ${status} is not published`;
    const response = this.resolve(operation.responses[status]);
    const content = (response.content ?? {}) as Record<string, { schema?: Schema }>;
    const type = contentType.split(';')[0]!;
    if (!Object.keys(content).length) return undefined;
    if (!content[type]) return `content type ${type} is not published for ${status}`;
    if (!type.endsWith('json') || !content[type].schema) return undefined;
    const validate = this.validator(content[type].schema);
    return validate(body) ? undefined : this.ajv.errorsText((validate as { errors?: never }).errors);
  }

  /** Compiled once for all operations that publish the same. */
  private validator(schema: Schema): (value: unknown) => boolean {
    const key = JSON.stringify(schema).replaceAll('"#/', '"published#/');
    let validate = this.compiled.get(key);
    if (!validate) this.compiled.set(key, (validate = this.ajv.compile(JSON.parse(key) as Schema)));
    return validate;
  }
}
