"""Word classes: the words by which Finnish respondents ask, judge, warn and agree.

Data only. An entry of `words` is a lemma ("puuttua"), a lemma's beginning ("riittämät*") or end
("*riski"), or a form as written,
lower case ("=pitäs", "=riski*", "=*isi"). Compound marks (#) are left out of lemmas.
The words come from the annotation guidelines, from grammars of Finnish (necessive and wish
constructions) and from general knowledge of official and spoken language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that play the same part in a rule; `example` shows one of them at work."""

    name: str
    words: str
    example: str


WORD_CLASSES: tuple[WordClass, ...] = (
    # Asking
    WordClass(
        "must",
        "pitää täytyä =pitäs =pitäis =pitäisi =täytyis =täytys =pittää =pitäsi =täytyy",
        "Vastuut pitää kirjata.",
    ),
    WordClass(
        "tulla",
        "tulla",
        "Lukua tulee täydentää.",
    ),
    WordClass(
        "olla",
        "olla =ois =olis =oisi =oo =on =oisko =olisko",
        "Olisi hyvä avata termi.",
    ),
    WordClass(
        "should",
        "kannattaa =kannattas =kannattais =kannattaisko",
        "Sitä kannattaisi miettiä.",
    ),
    WordClass(
        "may",
        "voida saattaa =vois =voisko =voiskohan =voitas =voitaisko =voisiko",
        "Voisiko aukioloa jatkaa?",
    ),
    WordClass(
        "get",
        "saada =sais =saisko =saatais",
        "Asiakas saisi olla mukana.",
    ),
    WordClass(
        "need",
        "tarvita kaivata edellyttää vaatia tarvinne =tarttis =tarvis =tarvittas =tarvii "
        "=tarvitaan =tarvittais ansaita",
        "Tähän tarvitaan aikataulu.",
    ),
    WordClass(
        "propose",
        "ehdottaa esittää suositella suosittaa vaatia edellyttää pyytää toivoa haluta "
        "kehottaa vedota peräänkuuluttaa anoa odottaa =ehdotetaan =esitetään =haluttas "
        "=haluttais =haluis",
        "Ehdotamme kahta lisäystä.",
    ),
    WordClass(
        "proposal_noun",
        "ehdotus esitys toive vaatimus suositus parannusehdotus muutosehdotus lisäysehdotus "
        "toivomus korjausehdotus täydennysehdotus pyyntö muutosesitys täsmennys lisäys",
        "Vaatimuksemme on lyhyt.",
    ),
    WordClass(
        "hopefully",
        "toivottavasti jospa toivottava",
        "Toivottavasti aikataulu pitää.",
    ),
    WordClass(
        "needed_quality",
        "tarpeellinen välttämätön tärkeä aiheellinen perusteltu suotava toivottava "
        "ensiarvoinen oleellinen olennainen keskeinen suositeltava tarkoituksenmukainen "
        "paikallaan kohtuullinen järkevä hyödyllinen ehdoton viisas eduksi parempi luonteva",
        "On välttämätöntä varata aikaa.",
    ),
    WordClass(
        "reason_word",
        "syy aihe paikka tarve =syytä =aihetta =tarpeen =paikallaan",
        "On syytä avata.",
    ),
    WordClass(
        "change_verb",
        "lisätä täydentää täsmentää tarkentaa selkeyttää selkiyttää korjata muuttaa poistaa "
        "kirjata huomioida korostaa nostaa vahvistaa kehittää turvata varmistaa taata "
        "säilyttää jatkaa palauttaa määritellä avata kuvata mainita yksilöidä konkretisoida "
        "arvioida selvittää harkita päivittää yhdenmukaistaa tasapainottaa laajentaa rajata "
        "sisällyttää sitoa sitouttaa nimetä varata osoittaa resursoida rahoittaa perustaa "
        "laatia liittää yhdistää erottaa siirtää perua luopua lykätä kohdentaa painottaa "
        "tuoda ottaa kutsua kuulla osallistaa järjestää tiedottaa seurata mitata tarkistaa "
        "oikaista muotoilla jättää",
        "Asia on kirjattava lukuun 3.",
    ),
    WordClass(
        "change_noun",
        "lisääminen täydentäminen täsmentäminen tarkentaminen selkeyttäminen korjaaminen "
        "muuttaminen poistaminen kirjaaminen huomioiminen korostaminen vahvistaminen "
        "kehittäminen turvaaminen varmistaminen säilyttäminen jatkaminen palauttaminen "
        "määritteleminen tarkistaminen parantaminen lisäys täsmennys tarkennus täydennys "
        "muutos säilyminen nimeäminen järjestäminen laatiminen ottaminen luopuminen "
        "siirtäminen laajentaminen",
        "Toivomme luvun täydentämistä.",
    ),
    WordClass(
        "more",
        "enemmän paremmin selkeämmin selvemmin vahvemmin painokkaammin laajemmin tarkemmin "
        "useammin näkyvämmin konkreettisemmin pikemminkin lisää nykyistä monipuolisemmin "
        "aikaisemmin nopeammin systemaattisemmin mieluummin mieluiten ainakin vähintään "
        "viipymättä",
        "Kuvataan selvemmin vastuut.",
    ),
    WordClass(
        "instead",
        "tilalle sijaan sijasta asemesta mukaan takaisin pois =lisää =tilalle =pois =takaisin "
        "=takasin =mukaan =kiitos =heti",
        "Kumipyörät pois, raiteet tilalle.",
    ),
    WordClass(
        "let",
        "antaa =antakaa =pidetään =otetaan =tehdään =jätetään =annetaan",
        "Antakaa meidän kokeilla.",
    ),
    # Judging
    WordClass(
        "lack",
        "puuttua puute puuttuminen uupua unohtaa unohtua ohittaa sivuuttaa laiminlyödä "
        "laiminlyönti vaille aukko katve puutteellinen puutteellisuus kadota",
        "Luvusta puuttuu nuorten näkökulma.",
    ),
    WordClass(
        "say",
        "mainita sanoa kertoa kuvata käsitellä huomioida tunnistaa esittää perustella "
        "määritellä avata arvioida selittää kirjata yksilöidä ottaa nostaa tarkastella näkyä "
        "löytyä ilmetä selvitä esiintyä sisältää sisältyä vastata löytää käydä määrittää "
        "havaita huomata ymmärtää tuntea kysyä kuulla selvittää laskea tiedottaa sisällyttää "
        "puhua",
        "Hintaa ei mainita.",
    ),
    WordClass(
        "thin",
        "ohut suppea niukka ylimalkainen yleisluontoinen pintapuolinen pinnallinen kapea "
        "yksipuolinen ympäripyöreä vaatimaton heikko vähäinen olematon ohuesti niukasti "
        "heikosti suppeasti kapeasti vähän huonosti löysä väljä hatara riittämät* "
        "riittämättömästi vajavainen vajaa yleistasoinen keskeneräinen jäsentymätön "
        "alimitoitettu aliresursoitu puolittainen sirpaleinen hajanainen liian",
        "Kuvaus on kovin ohut.",
    ),
    WordClass(
        "unclear",
        "epäselvä epäselvyys epäselväksi tulkinnanvarainen sekava vaikeaselkoinen "
        "monitulkintainen moniselitteinen epämääräinen ristiriita ristiriitainen "
        "ristiriidassa epäjohdonmukainen epätarkka abstrakti hämärä avoin auki arvoitus "
        "vaikeasti harhaanjohtava näennäinen ympäripyöreästi virheellinen virhe väärä väärin "
        "vanhentunut vanhentua epäloogisesti puutteellisesti epäuskottava",
        "Vastuunjako jää epäselväksi.",
    ),
    WordClass(
        "bad",
        "huono kehno heikko epäoikeudenmukainen kohtuuton epätasa-arvoinen eriarvoinen "
        "syrjivä epärealistinen kestämätön valitettava valitettavasti ikävä pettymys pettyä "
        "turhauttava kallis hidas jäykkä raskas tehoton vaikea hankala byrokraattinen sekava "
        "pirstaleinen surkea onneton järjetön hullu typerä absurdi naurettava outo "
        "kummallinen ihmeellinen käsittämätön tarpeeton turha epäasiallinen mahdoton "
        "sietämätön ongelma ongelmallinen ongelmallisesti epäkohta vika heikkous moite "
        "moittia arvostella kritisoida kritiikki ihmetellä kummastella hämmästyttää hämmentää "
        "ihmetyttää oudoksua tuomita paheksua pelleily vitsi farssi sanahelinä korulause "
        "humpuuki tekohengitys näennäinen epäonnistua epäonnistunut toimimaton vitkuttelu "
        "häpeä hävetä surullinen älytön",
        "Järjestelmä on jäykkä ja kallis.",
    ),
    WordClass(
        "limit",
        "vain pelkkä pelkästään ainoastaan lähinnä vasta kerran ainoa tuskin hädin harva "
        "harvoin mikään kukaan missään ikinä koskaan lainkaan ollenkaan yhtään edes juuri "
        "yhdelläkään yksikään mitenkään sanaakaan riviäkään =yks",
        "Aihe mainitaan vain kerran.",
    ),
    WordClass(
        "remain",
        "jäädä jättää",
        "Rahoitus jää auki.",
    ),
    WordClass(
        "excess",
        "liian liiaksi liikaa kohtuuttoman turhan ylen liiallinen",
        "Aikaa on liian vähän.",
    ),
    WordClass(
        "although",
        "kuitenkin silti toisaalta valitettavasti mutta joskin tosin vaikka muttei =kuitenki",
        "Luku on silti kesken.",
    ),
    # Warning
    WordClass(
        "risk",
        "*riski =riski* *uhka vaara *vaara vaarallinen uhata vaarantaa vaarantua riskialtis "
        "haavoittuva uhkakuva epävarmuus huolestuttaa huolestua huolestunut huolissaan *huoli "
        "pelätä peljätä pelko pelottaa arveluttaa epäillä hirvittää turvattomuus uhkaava "
        "haitta haittavaikutus ongelmia pelättävä =pelkäämme =pelkään =pelottaa huolenaihe",
        "Riskinä on henkilöstön uupuminen.",
    ),
    WordClass(
        "harm",
        "heikentää heikentyä heikentyminen heikentäminen heiketä heikkeneminen huonontaa "
        "huonontua huonontuminen pahentua pahentaa paheta vaikeuttaa vaikeutua vaikeutuminen "
        "hankaloittaa hankaloitua hidastaa hidastua pidentyä pidetä pitkittyä lykätä "
        "lykkääntyä lykkääntyminen viivästyä viivästyminen kasvattaa kuormittaa kuormittua "
        "kuormittuminen ylikuormittua uupua uupuminen väsyä väsyminen katketa katkeaminen "
        "katkaista kuihtua kuihtuminen näivettyä näivettyminen rapautua rapautuminen "
        "rappeutua murentua murentaa romahtaa romahdus romuttaa lakata loppua loppuminen "
        "lopahtaa kadota katoaminen hävitä häviäminen tuhoutua tuhoutuminen menettää menetys "
        "vähentyä vähetä väheneminen supistua supistuminen kaventaa kaventua kaventuminen "
        "syrjäytyä syrjäytyminen syrjäyttää eriarvoistaa eriarvoistua eriarvoistuminen "
        "eriarvoisuus polarisoitua karata karkottaa pudota tippua putoaminen jäädä siirtyä "
        "valua kasautua kasaantua ruuhkautua ruuhkautuminen tukkeutua sulkeutua sulkea "
        "ajautua joutua vaarantuminen luisua lipsua hajota hajauttaa hautautua unohtua pilata "
        "pilaantua saastua sairastua kuolla loukkaantua törmätä konkurssi kallistua "
        "kallistuminen nousta maksaa estää estyä estyminen sortua kaatua jumiutua vääristyä "
        "vääristää keskittyminen keskittyä keskittäminen lakkauttaminen lakkaaminen "
        "lakkauttaa poistua poistuminen karsiutua karsia karsiminen leikkaus irtisanoa "
        "irtisanominen osaajapula työvoimapula *pula pako poismuutto muuttoliike autioitua "
        "autioituminen hiljetä samentua kiire",
        "Keskittäminen heikentää palvelua.",
    ),
    WordClass(
        "lead_to",
        "johtaa aiheuttaa seurata aiheutua seuraus merkitä tarkoittaa tietää synnyttää lisätä "
        "kasvattaa luoda tuottaa vaikuttaa",
        "Tämä johtaa jonoihin.",
    ),
    WordClass(
        "future",
        "jatkossa pian kohta tulevaisuudessa lopulta vähitellen pahimmillaan edelleen "
        "entisestään jälkeen lopuksi sitten helposti väistämättä vuosikausia pysyvästi pysyvä "
        "pikkuhiljaa entistä",
        "Kylä tyhjenee vähitellen.",
    ),
    WordClass(
        "if",
        "jos mikäli ellei jollei kun muuten muutoin ilman ellen =ku",
        "Jos raha loppuu, kylä kuolee.",
    ),
    # Agreeing
    WordClass(
        "support",
        "kannattaa puoltaa tukea hyväksyä yhtyä kiittää kehua iloita ilahtua ilahduttaa "
        "arvostaa allekirjoittaa myötäillä suhtautua myönteinen myönteisesti ilolla "
        "mielellään tervehtiä =kannatetaan ilahduttava ilahduttavaa tyytyväinen tyytyväisyys "
        "kannatus tuki kiitos kiitettävä kiitettävästi myönteistä yhdymme =kannatamme "
        "=kannatan =peukku",
        "Kannatamme tavoitetta.",
    ),
    WordClass(
        "good",
        "hyvä hyvin hieno hienosti erinomainen erinomaisesti kannatettava oikea oikein "
        "ansiokas ansiokkaasti onnistunut onnistua onnistuneesti tervetullut toimiva "
        "toimivasti selkeä selkeästi kattava kattavasti perusteellinen perusteellisesti "
        "realistinen monipuolinen monipuolisesti johdonmukainen johdonmukaisesti mainio "
        "loistava upea kiva mukava asianmukainen asianmukaisesti asiantunteva esimerkillinen "
        "esimerkillisesti ilahduttava perusteltu rohkea oivallinen oivallus ajankohtainen "
        "ansio vahvuus parannus edistysaskel myönteinen positiivinen lupaava uskottava "
        "tasapainoinen huolellinen huolellisesti huolella havainnollinen helppolukuinen "
        "luettava mieluinen mieleen mallikas mallikkaasti moitteeton moitteettomasti laadukas "
        "laadukkaasti tarkoituksenmukainen linjassa yhteneväinen riittävä riittävästi "
        "hyödyllinen plussa kehitysaskel jes ok okei fiksu tosi huippu ihana toimia edistää "
        "vihdoin vihdoinkin hyvää helppo",
        "Luku on ansiokas ja selkeä.",
    ),
    WordClass(
        "consider",
        "pitää katsoa nähdä kokea arvioida pidetä olla tuntua näyttää",
        "Pidämme sitä hyvänä.",
    ),
    WordClass(
        "consent",
        "=huomautettav* =huomauttamis* huomautettava huomautettavaa huomauttaminen lisättävää "
        "asiakorjaus este estettä huomauttamista huomautus hyväksyttävissä vastaan",
        "Ei huomautettavaa.",
    ),
    WordClass(
        "object",
        "vastustaa torjua hylätä kiistää irtisanoutua hyväksyttävä =emme",
        "Vastustamme myyntiä.",
    ),
    # Neither
    WordClass(
        "no_comment",
        "=kommentoitav* =lausuttav* kommentoitava kommentoitavaa kommentti lausuttava "
        "lausuttavaa sanottava sanottavaa kanta lausua =eos =kommentteja",
        "Ei kommentoitavaa.",
    ),
    WordClass(
        "law",
        "*laki pykälä momentti asetus perustuslaki velvollisuus velvoittaa säätää säännös "
        "lainsäädäntö direktiivi sopimus § lakisääteinen artikla =§ =§:n =mom.",
        "Kuntalain 27 §:n mukaan neuvosto on asetettava.",
    ),
    WordClass(
        "who_we_are",
        "edustaa jäsen perustaa järjestö yhdistys toimia jäsenyhdistys liitto vastata omistaa "
        "asua työskennellä perustettu toimiala tehtävä yritys työllistää",
        "Edustamme 300 jäsentä.",
    ),
    WordClass(
        "procedure",
        "käsitellä lausunto kokous § lausuntopyyntö kirjaamo liitteenä esityslista hallitus "
        "lautakunta määräaika jättää viitata kommentoida vastata valmistella pyytää toimittaa "
        "kysely",
        "Lautakunta käsitteli lausuntoa kokouksessaan.",
    ),
    WordClass(
        "draft",
        "luonnos strategia suunnitelma esitys ohjelma kaava asiakirja luku alaluku kohta "
        "kappale teksti ehdotus lakiluonnos taulukko liite kuva kuvio sivu dokumentti "
        "mietintö raportti selostus selvitys *luonnos *strategia *ohjelma *suunnitelma *kaava "
        "=s. =ss. =luvussa",
        "Luonnoksessa esitetään yhdistämistä.",
    ),
    WordClass(
        "according",
        "mukaan mukaisesti",
        "Luonnoksen mukaan asema suljetaan.",
    ),
    WordClass(
        "report",
        "todeta linjata kertoa esittää kuvata sanoa kaavailla tavoitella lukea linjaus "
        "todetaan mainita päättää lupailla",
        "Luvussa todetaan kasvun jatkuvan.",
    ),
    WordClass(
        "thanks",
        "kiittää kiitos siunaus terveisin ystävällisesti =kiitos =terv",
        "Kiitos mahdollisuudesta.",
    ),
    WordClass(
        "see",
        "katsoa verrata viitata =ks. =kts. =vrt. =ks =kts",
        "Ks. kysymys 4.",
    ),
    WordClass(
        "others",
        "asukas asiakas jäsen vastaaja vanhempi nuori kuntalainen moni kysely jäsenkysely "
        "perhe asukaskysely",
        "Kyselyssä toivottiin iltavuoroja.",
    ),
    WordClass(
        "we",
        "me minä meidän kunta kaupunki neuvosto yhdistys liitto järjestö seurakunta virasto "
        "ministeriö museo keskus yritys =mä =minusta =mielestämme =mielestäni",
        "Liitto esittää muutosta.",
    ),
    WordClass(
        "planned",
        "keskittää yhdistää lakkauttaa sulkea siirto siirtyä siirtää supistaa leikata karsia "
        "säästö säästää kilpailuttaa ulkoistaa purkaa lakkautus yhdistyminen yhdistäminen "
        "yhdistyä",
        "Asema suljetaan ensi vuonna.",
    ),
    WordClass(
        "ability",
        "mahdollistaa mahdollinen mahdollisuus hyöty hyödyttää säästyä helpottaa parantua "
        "parantaa vähentää silloin näin tällöin",
        "Tämä mahdollistaisi kokeilun.",
    ),
    WordClass(
        "rhetorical",
        "kuka miksi miten mikä mihin missä milloin kuinka =miks =mitäs =mihinkäs",
        "Kuka tästä hyötyy?",
    ),
    WordClass(
        "irony",
        "muka kai tietysti toki kauniisti juhlapuhe kaunis niinku ilmeisesti",
        "Kaunista puhetta riittää.",
    ),
    WordClass(
        "now",
        "nyt nykyinen nykyisin nykyisellään jo aina viime viimeksi",
        "Nykyinen käytäntö on hidas.",
    ),
    WordClass(
        "enough",
        "riittää riittävä riittävästi",
        "Rahoitus ei riitä.",
    ),
    # Forms that the tagger often misses, and others
    WordClass(
        "isi",
        "=*isi =*isivat =*isimme =*isin =*isiko =*isimmeko =*isikohan =*täisiin =*taisiin "
        "=*taisiinko =*täisiinkö =*tais =*täis =*isko =*iskö =*tas =*täs",
        "Sitä voisi täydentää.",
    ),
    WordClass(
        "ttava",
        "=*ttava =*ttävä =*tava =*tävä =*ttavaksi =*ttäväksi =*tavaksi =*täväksi =*ttavissa",
        "Asia on kirjattava.",
    ),
    WordClass(
        "jussive",
        "=*takoon =*täköön =*ttakoon =*ttäköön =*koon =*köön =*koot =*kööt",
        "Asiasta säädettäköön asetuksella.",
    ),
    WordClass(
        "suit",
        "sopia passata auttaa mahtua riittää kelvata käydä =sopis =passais =passaisi =sopisi",
        "Lukuun sopisi jakso hoidosta.",
    ),
    WordClass(
        "offer",
        "=tarjolla =käytettävissä =käytettävänä valmis mielellään tarjoutua ilmoittautua "
        "luvata osallistua =auki =korvauksetta =maksutta =ilmaiseksi",
        "Tila on käytettävissä maksutta.",
    ),
    WordClass(
        "praise",
        "*kiitos tunnustus kehu hali suosio ilo =plussaa =hattu =sydän peukku kunnia ansaita "
        "pisteet",
        "Valmistelu ansaitsee tunnustuksen.",
    ),
    WordClass(
        "hold",
        "paikka paikkansa =paikkaansa perusta =perustu =vastaa =vastausta =selviä =selvinnyt "
        "=ilmi =kanna =toimi =toteudu =onnistu =riitä =ratkaise =auta =kerro =näy",
        "Väite ei pidä paikkaansa.",
    ),
    WordClass(
        "always",
        "taas aina edelleen yhä jälleen vieläkin vuodesta vuosia jatkuvasti joka kerta",
        "Sama virhe toistuu aina.",
    ),
    WordClass(
        "quantity",
        "noin runsas vajaa prosentti euro miljoona kilometri tunti minuutti vuosi henkilö "
        "kuukausi päivä viikko kappale neliö hehtaari =n. =% =€ =km =euroa =htv =milj.",
        "Matkaa on n. 60 km.",
    ),
    WordClass(
        "miss",
        "kaivata harmitella ikävöidä jättää lisätä muuttaa viilata toivoa vaatia",
        "Emme jää kaipaamaan mitään.",
    ),
)
