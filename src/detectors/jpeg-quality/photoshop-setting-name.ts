import type { PhotoshopSetting } from './photoshop-tables.ts';

const PRODUCTS: Readonly<Record<PhotoshopSetting['product'], string>> = {
  photoshop: 'Photoshop',
  lightroom: 'Lightroom',
  'save-for-web': 'Save for Web',
};

/** Names a setting of Adobe's software, for example `Save for Web 60`. */
export function photoshopSettingName({ product, quality }: PhotoshopSetting): string {
  return `${PRODUCTS[product]} ${quality}`;
}
