// Generated from spec/onboarding-api.trigger-event.yaml by `npm run client:types`. Do not edit.

export interface paths {
    "/register/dev/trigger_event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trigger a webhook event
         * @description Triggers a single webhook event.
         */
        post: operations["webhooks/dev-trigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Event */
        event: {
            /**
             * Format: uuid
             * @example f4a15ff0-40a2-48d4-8801-99c7b4e0788e
             */
            readonly id: string;
            /**
             * @example registration
             * @enum {string}
             */
            resource_type: "registration";
            /**
             * Format: uuid
             * @example 481248f5-346a-4711-b8a8-18a0348de10f
             */
            resource_id: string;
            /**
             * Format: date-time
             * @example 2021-08-17T12:31:32.689Z
             */
            readonly created_at: string;
            /**
             * @description For a list of supported events per `legal_flow` please refer to [Using the API/Webhooks](public/documentation/docs/webhooks.md#supported-events)
             * @example registrations.completed
             */
            event_type: string;
        };
        /** Errors */
        errors: {
            errors?: {
                readonly code: string;
                readonly detail: string;
                readonly source?: {
                    pointer?: string;
                };
            }[];
        };
    };
    responses: {
        /** @description Returns a bad request error. */
        "400-bad-request": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errors"];
            };
        };
        /** @description Returns an unauthorized error. */
        "401-unauthorized": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errors"];
            };
        };
        /** @description Returns a conflict error if the specified resource identifier didn't match the data/id parameter. */
        "409-conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["errors"];
            };
        };
        /** @description Returns an internal server error. */
        "500-internal-servor-error": {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description Required only for Sandbox API requests; to get one, please sign up to the [Developer Portal](https://developers.qonto.com/). */
        "X-Qonto-Staging-Token": string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "webhooks/dev-trigger": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required only for Sandbox API requests; to get one, please sign up to the [Developer Portal](https://developers.qonto.com/). */
                "X-Qonto-Staging-Token"?: components["parameters"]["X-Qonto-Staging-Token"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @example 481248f5-346a-4711-b8a8-18a0348de10f
                     */
                    resource_id: string;
                    /**
                     * @example registrations.pending
                     * @enum {string}
                     */
                    event_type: "registrations.pending";
                };
            };
        };
        responses: {
            /** @description Returns the webhook event triggered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event?: components["schemas"]["event"];
                    };
                };
            };
            400: components["responses"]["400-bad-request"];
            401: components["responses"]["401-unauthorized"];
            409: components["responses"]["409-conflict"];
            500: components["responses"]["500-internal-servor-error"];
        };
    };
}
