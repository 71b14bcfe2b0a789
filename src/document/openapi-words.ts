/** The fields of OpenAPI 3.0, whatever object they belong to, to tell what a misspelt one was meant to be. */
export const WORDS_3_0: ReadonlySet<string> = new Set(
  `additionalProperties allOf allowEmptyValue allowReserved anyOf attribute authorizationCode authorizationUrl
  bearerFormat callbacks clientCredentials components contact content contentType default delete deprecated
  description discriminator email encoding enum example examples exclusiveMaximum exclusiveMinimum explode
  externalDocs externalValue flows format get head headers implicit in info items license links mapping maxItems
  maxLength maxProperties maximum minItems minLength minProperties minimum multipleOf name namespace not nullable
  oneOf openIdConnectUrl openapi operationId operationRef options parameters password patch paths pattern post prefix
  properties propertyName put readOnly refreshUrl requestBodies requestBody required responses schema schemas scheme
  scopes security securitySchemes server servers style summary tags termsOfService title tokenUrl trace type
  uniqueItems url value variables version wrapped writeOnly xml`.split(/\s+/),
);

/** What 3.1 added, most of it from JSON Schema 2020-12. */
export const WORDS_3_1: ReadonlySet<string> = new Set(
  `$anchor $comment $defs $id $schema const contains contentEncoding contentMediaType contentSchema dependentRequired
  dependentSchemas else identifier if jsonSchemaDialect maxContains minContains pathItems patternProperties
  prefixItems propertyNames then unevaluatedItems unevaluatedProperties webhooks`.split(/\s+/),
);
