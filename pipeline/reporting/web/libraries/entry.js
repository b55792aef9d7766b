// What the page uses of the libraries; `npm ci && npm run build` bundles it.
export { axisFx, axisY, barX, plot, ruleX, text } from "@observablehq/plot";
export {
  AjaxModule,
  FormatModule,
  InteractionModule,
  PageModule,
  ResizeTableModule,
  SortModule,
  Tabulator,
} from "tabulator-tables";
