// SPDX-License-Identifier: Apache-2.0
// The validator would send the document to another host, and the query could name a document of another one.
window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  queryConfigEnabled: false,
  deepLinking: true,
});
