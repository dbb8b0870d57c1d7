import type { ConformanceSuite } from '../conformance/index.ts';

/** Values that a project published for pictures of its own tests. */
export interface PublishedValues {
  readonly suite: ConformanceSuite;
  /** Where they were published. */
  readonly reference: string;
  /** Bits by which a hash may differ; what the project itself allows between decoders. */
  readonly tolerance: number;
  /** What is compared, joined by `, `. */
  readonly columns: string;
  /** By file name: the id that git gives to the file's content, then the values in the order of the columns. */
  readonly pictures: Readonly<Record<string, string>>;
}

/**
 * The values are facts taken from the projects' repositories; the pictures stay there.
 *
 * - imagehash (BSD-2-Clause) at 4e289eb: tests/test_hash_is_constant.py, with the values for Pillow 7.0 and later.
 * - blockhash (MIT) at a8150ec: testdata/quick-hashes.txt and exact-hashes.txt; blockhash-js publishes the same.
 * - ThreatExchange (BSD-3-Clause) at baefb4e: pdq/python/pdqhashing/tests/pdq_test.py, which allows 16 bits, and
 *   pdq/wasm/test/TestData/PDQMD5TestData.csv, made by the C++ core behind its reader of files; pdq/README.md asks for at most 10 bits
 *   between implementations. The values of b.jpg are left out: the picture is not in the repository.
 */
export const PUBLISHED: readonly PublishedValues[] = [
  {
    suite: 'imagehash',
    reference: 'imagehash tests',
    tolerance: 0,
    columns: 'average 8, difference 8, perceptual 8, wavelet-haar 8, color, crop-resistant',
    pictures: {
      'imagehash.png':
        'f0911c426acb060f86521f1a2333d970b97f2c8c ffd7918181c9ffff 0026273b2b19550e ba8c84536bd3c366 ffd391818181a5e7 07007000000 -',
      'peppers.png':
        'c52724cd2afea227c91ce6a0465a0156b4bbaf18 - - - - - c4d9f3e3e1c18101,706c6e66464c99b9,98d8f1ecd8f0f0e1,a082c0c49acc6dbd,f1f39b99c1c1b1b1,3a7ece1c9df4fcb9',
    },
  },
  {
    suite: 'blockhash',
    reference: 'blockhash testdata',
    tolerance: 0,
    columns: 'quick 16, exact 16',
    pictures: {
      '00002701.jpg':
        '0967e93fff94d88b14f6f9907c42c53bdb497c1e f81bf99ffb803400e07f8c5d849f049707033a033fe33fe1bfe00e618ee30ca7 f81bf99ffb803400e07f8c7d049f058706013e233fe33fe11f600e638ea30def',
      '00011601.jpg':
        '833e8f9cb5263ece892b61c115685a6c26ecd46f 3fff1ca004e80fe81fe00fe01fe81de8fffb8ffb00e3000000f303ff83ff4185 3fff1ca004e80fe81fe00fe01fe81de8fffb0ffb00610031003b03ff80df01ff',
      '00094701.jpg':
        '2d7871ead50f68e9b44f766162b7c3af3b3dd286 03ff007d02da33f325e366f90501379fd103c12ffd04fc787ff31e511f111702 03ff007d02da33f325e366690581b79fd103f307fc0474f93ff31e117f550700',
      '00106901.jpg':
        '004d896fd81a30d3916caf999eae6a843435d876 ff80fe80fe00fe01ff00ff00ff00ff00fec0ff00f820fae0fcc0e7f0e7e0e0c0 ff80fe80fc01fe01ff00ff00ff00ff00fec0fd20f0e0fac0ecf0e7f0e7e0e040',
      '00133601.jpg':
        'b88084a0104851957a9317e6c09db7c86217e348 00000fe07ff8fff81ff839d831883bcc39dc31ac300c3ffc9ef88e708041f1bf 00000fe07ff8fff81ff8399831983bcc35ac303c384c3ffc8ef00660c003ffff',
      '00136101.jpg':
        'f57294fd1a0ca318bda53364dcbe0c22ed2ac416 000081f887ff8fff0fe00fe00ff80ff807fc07fc03f803f803e001e007f0ffff 000083f887fe8fff0fe00fe00ff80ff807fc07f807f803f803e003e007e0ffff',
      '00631701.jpg':
        '0526c8f6bd21fbee3942541b8600c8bb1e70045e fffffc01bd0180018c61806fcf7181efae6d8e71893983878001800fc0ffefff fffff803bd018001886382e78f7382afceef8e71813187070001800fc0ffffff',
      '00631801.jpg':
        '75deb9b0c071893dcf566ae81833c82a9e85db36 ffff8001bfb182018e8186e58dd587e58641807187df9be780018007e07fffff ffffc001bfa182018aa186e1877786e78623827385399fcf0001800fc0ffffff',
      '01109801.jpg':
        'ec387a31bc8032fe9c24b161fb6cd6ce407fc9ee f80ff80ff007f007f007f183f4c3c5c3c7c3c7e3c1e3c007c003c007e087ffff f80ff80ff007f007f007f183f4c3c5c3c7c3c7e3c1e3c007c007c007e007ffff',
      '06855701.jpg':
        'b1e8e1497b6e6bde0f21fac7facd693a848c6598 fefd0fff000f0003037f03bc00bd11ff01ff01fe01bc01ff01ff007f03fd03f8 fefd0fff000f0003037f03bc01bc11ff01fe01be01bd03ff007f007f0ffd0bf0',
      '24442301.jpg':
        'f4a49ef9b4e31aee68142efef1e1f3a1e9101654 ffff8101bf0192059005860f9d8fbf8d9f818f818f998e8b8f8982e18001ffff ffff8101bf0192059005860f9d8fbfa99f818f818f999e198fc182e18001ffff',
      '32499201.jpg':
        'ce14837fe3482e9c9371a7274ff06c83b801cdf5 0002001f1fff1fff7ff31ff303f300006f9178f0f8701ee0ffc8ce88c1cc01fc 0002001f1fff1fff7ff71ff301f300007f9278f0f8700fc0ff98cc88c1cc03fc',
      'Babylonian.png':
        '18869e36053fb0a40fdb6c8f27d9e2c8feb4f4b2 fe7ffe7ffe7ffc7ffc7ffc7ffc7f0000c103e187f18ff08f8003fc3ff81ff81f fe7ffe7ffe7ffc7ffc7ffc7ffc000000e107e187f89fe007c00ff81ff81ff83f',
      'clipper_ship.jpg':
        '58f32f63988bac2dfbff45d541056a9a862973c1 00007ff07ff07fe07fe67ff07560600077fe701e7f5e000079fd40410001ffff 00007ff07ff07fe07fe67ff07560600077fe701e7f5e000079fd40410001ffff',
      'emptyBasket.png':
        'f321e8f1d90a38a3a9767a9a4718936b4145749b fffffe07e00380009b899f818f8f8c439f9fdc0fc807c803c003c00fe03ff1ff fffffe07e00380009f899f818f0b8c4b9f9fd00fcc07cc03c003e00fe07ff1ff',
      'puffy_white.png':
        '62605c62c8a2a878348b2644a9e7fdd914eb7adb 00000000fffffffff803f807f807f80ff90ff90fb90c9980ffffffff00000000 00000000fffffffff803f807f807f80ff90ff90fb90c9980ffffffff00000000',
      'stoplights.jpg':
        '0a3149d9ff8abd228eb808eb0a118a2c2cbf82a1 0fe01fe007e027c037c077c00fe00fe007e047c001c003c007e007e007e003e0 0fe01fe007e027c037c077c00fc00fe007e047c001c003c007e007e007e003c0',
    },
  },
  {
    suite: 'pdq',
    reference: 'PDQ python tests',
    tolerance: 16,
    columns: 'hash',
    pictures: {
      'c.png': '2c3cbcf84cde37a5f48994f38464a63beab2c4fc e64cc9d91e623842f8d1f1d9a398e78c9f199a3bd87924f2b7e11e0bf061b064',
      'small.jpg': '0905a805ae644aa6af21659487adf4764ae508ce 0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff',
      'wee.jpg': '266c64e788fe8131f26a6322b55609d219d6cc77 6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d',
      'q0003.jpg': '5bfd22ce8b6f6068385d3be11858c87146ef1bf4 54a977c221d14c1c43ba5e6e21d4a13989a3553f1462611cbb85fda7be83b677',
      'q0004.jpg': '6bad2c1878ade3667361cbdbbb76c4a82ab5351e 992d44af36d69e6ca6b812585928bac11def254ef5398c6d07466c9abcc65b92',
      'q0122.jpg': '7e6244c5ee4dade3472bac019b78864c37af7e92 cfb2009ddd21c6dab0046a7745b5984757a8a4535b3377aea2591d32b33ff940',
      'q0291.jpg': 'a45f7eca606ef41279dc485db10bf54caa4101d0 a0fe94f1e5cc1cc8dd855948498dc9243f7ca27336f036d7f212b74bc103c9a7',
      'q0746.jpg': '0f93ac41095bc2886913239a9598a377f33f087e 1049d96239e24d4dca2c55512b8bdb77425f4dbcf575a0a95555aaab5554aaaa',
      'q1050.jpg': 'c62773ca99bc3e30765d202bbcbe2dd16b585307 489db672e9190276d452aeab41eba20f02375fe4092d88defdf491a5c55c5f70',
      'q2821.jpg': 'da07c5167131f9ec4c7b1898565e2065b7e02a04 b150231ffae4710ffcf4f18bb574b109a576f14bb8543189f8743289f174b109',
      'bridge-1-original.jpg':
        '66ad092df7cd508634dbea49cc5362df50c69da5 d8f8f0cce0f4a84f0e370a22028f67f0b36e2ed596623e1d33e6b39c4e9c9b22',
      'bridge-2-rotate-90.jpg':
        '66fe14bdba738b3769b747b462aef9a4dd693320 38a50efd71c83f429013d68d0ffffc52e34e0e15ada952a9d29684214aa9e5af',
      'bridge-3-rotate-180.jpg':
        'e0a931c7d7d5d14e2f071ac23018cc72e9541824 2dadda64b5a142e5d362209057da895ae63b8c7fc277b4b766b319361f893188',
      'bridge-4-rotate-270.jpg':
        'e78786a0ae2182f60c6f21ede44a868a2cf126be a5f0a457248995e8c9065c275aaa54d8b61ba4bdf8fcfc0387c32f8b0bfc4f05',
      'bridge-5-flipx.jpg':
        'c6458b162afe635235cacddf2431739c4f1a74a9 d8f80f31e0f417b00e37f5dd028f980fb36ed12a9662c1e233e64c634e9c64dd',
      'bridge-6-flipy.jpg':
        '4d8a88241fcaef6451711b6dd842b210e767d931 0dad259bb1a1bd18d362576556da32a1e63b7380c2374b4866b3c6c91b89ce77',
      'bridge-7-flip-plus-1.jpg':
        '73f6bfe028ceeca355bae8275a236a540adaab37 f0a5e10271dcc0bd9c5309720fff018de34ef1e8ada9a956d2967ade1ea91a50',
      'bridge-8-flip-minus-1.jpg':
        '1187b5d249775a75fae843ba585dfb58b27a89d5 69f05aa8a4996a17c146a2da5aaaab07b61b5b60f8fc07fc83c3d0740bfcb0fa',
    },
  },
  {
    suite: 'pdq',
    reference: 'PDQ wasm tests',
    tolerance: 10,
    columns: 'hash of 512×512',
    pictures: {
      'c.png': '2c3cbcf84cde37a5f48994f38464a63beab2c4fc e4cc89d91c623842f8d1f1d9a398e78c9f199a3bf87925f2b7e11e0bf061b064',
      'small.jpg': '0905a805ae644aa6af21659487adf4764ae508ce 0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff',
      'wee.jpg': '266c64e788fe8131f26a6322b55609d219d6cc77 6227401f601ff4ccafcc9fad4b0d95d371a2eb7265a3285234d228ca94deeb2d',
      'aaa-orig.jpg': '66ad092df7cd508634dbea49cc5362df50c69da5 d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22',
      'blur-a-little.jpg':
        '5addf2dd8e9c42e504a63816f0f471d0128456ad d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22',
      'blur-a-lot.jpg':
        'e5e90f0646537d95b16a2ac14e846137f683a1c6 d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22',
      'high-contrast.jpg':
        'b03847f3b2a3957beacf588aa6325b07474a82b2 d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22',
      'high-saturation.jpg':
        '5289f22dde84e2c691d812d591f82a518bedfcb5 d8f8f0cee0f4a84f0637022a038f67f0b36e2ed596631e1d33e6339c4e9c9b22',
      'sharpen-a-little.jpg':
        'b289105986e91a9da479dfa27286a2b4075c8961 d8f8f0cee0f4a84f0e370222038f67f0b36e2ed596231e1d33e6b39c4e9c9b22',
      'sharpen-a-lot.jpg':
        'beff8df6a0e192ae0ea2a55ee88caaa894c4e547 d0f8f0cec0f4a84f0e370a22338f67f0b36a2ef596231e1d72e6a39c4e9c9b22',
      'shrink-a-little.jpg':
        'aaa13fca37006c3bdee0c4098a4e05b5f76d32ba d8f8f0cee0f4a84f0e370a22038f67f0b36e2ed596621e1d33e6339c4e9c9b22',
      'shrink-a-lot.jpg':
        '22cde692806e8ef57bc5c2b8f60bf733264030fc d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22',
      'square-128x128.jpg':
        '99c9f53fad11ac94757aa655bf478bf7e2efa5b9 d8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22',
      'square-256x256.jpg':
        '38a77783bd687a6e146cae32234ee981e21bbc91 d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22',
      'square-512x512.jpg':
        '9cc1d2cfabd554fc2c3e409c6224473e247427e0 d8f8f0cec0f4a84f0637022a278f67f0b36e2ed596621e1d33e6339c4e9c9b22',
    },
  },
];
