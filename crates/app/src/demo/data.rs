//! The firm behind the demo desk, its products, people and customers. All of
//! it is made up.

/// A product: code, name, description, the team that looks after it.
pub const PRODUCTS: [(&str, &str, &str, &str); 12] = [
    (
        "AEG",
        "Aegis Firewall",
        "Network security for branches and data centres",
        "Security",
    ),
    (
        "VPN",
        "Aegis VPN Client",
        "Remote access on every desktop and phone",
        "Security",
    ),
    (
        "ERP",
        "Ledgerline ERP",
        "Books, orders and stock",
        "Business systems",
    ),
    (
        "POS",
        "Ledgerline POS",
        "Tills for shops",
        "Business systems",
    ),
    (
        "CRM",
        "Orchard CRM",
        "Customers and sales",
        "Business systems",
    ),
    (
        "MOB",
        "Orchard Mobile",
        "Sales on the road",
        "Business systems",
    ),
    (
        "TWB",
        "Tidewater Backup",
        "Backup of servers and files",
        "Infrastructure",
    ),
    (
        "TWA",
        "Tidewater Archive",
        "Mail archive for audits",
        "Infrastructure",
    ),
    (
        "BCN",
        "Beacon Monitoring",
        "Watches servers, networks and sensors",
        "Infrastructure",
    ),
    (
        "EDG",
        "Beacon Edge Sensor",
        "Temperature and power, on site",
        "Infrastructure",
    ),
    (
        "QDS",
        "Quill Document Server",
        "Documents and drawings",
        "Front line",
    ),
    (
        "SGN",
        "Quill e-Sign",
        "Signatures that hold in court",
        "Front line",
    ),
];

/// Business hours: name, zone, open, close, days, dates with their names.
pub type Office = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// The offices of the firm.
pub const CALENDARS: [Office; 4] = [
    (
        "Berlin office",
        "Europe/Berlin",
        "08:00",
        "18:00",
        &["mon", "tue", "wed", "thu", "fri"],
        &[
            ("-01-01", "New Year"),
            ("-05-01", "Labour Day"),
            ("-10-03", "German Unity Day"),
            ("-12-25", "Christmas"),
            ("-12-26", "Boxing Day"),
        ],
    ),
    (
        "New York office",
        "America/New_York",
        "08:00",
        "20:00",
        &["mon", "tue", "wed", "thu", "fri"],
        &[
            ("-01-01", "New Year"),
            ("-07-04", "Independence Day"),
            ("-12-25", "Christmas"),
        ],
    ),
    (
        "Shanghai office",
        "Asia/Shanghai",
        "09:00",
        "18:00",
        &["mon", "tue", "wed", "thu", "fri", "sat"],
        &[
            ("-01-01", "元旦"),
            ("-05-01", "劳动节"),
            ("-10-01", "国庆节"),
            ("-10-02", "国庆节"),
            ("-10-03", "国庆节"),
        ],
    ),
    (
        "Around the clock",
        "UTC",
        "00:00",
        "24:00",
        &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        &[],
    ),
];

/// People who work: name, address, role, team, zone, locale.
pub const AGENTS: [(&str, &str, &str, &str, &str, &str); 14] = [
    (
        "Ada Lindqvist",
        "ada",
        "administrator",
        "Front line",
        "Europe/Berlin",
        "en",
    ),
    (
        "Samuel Osei",
        "samuel",
        "supervisor",
        "Front line",
        "Europe/Berlin",
        "en",
    ),
    (
        "Mei Zhang 张梅",
        "mei",
        "supervisor",
        "Shanghai desk",
        "Asia/Shanghai",
        "zh-CN",
    ),
    (
        "Jonas Keller",
        "jonas",
        "agent",
        "Front line",
        "Europe/Berlin",
        "en",
    ),
    (
        "Priya Raman",
        "priya",
        "agent",
        "Front line",
        "Europe/Berlin",
        "en",
    ),
    (
        "Tom Becker",
        "tom",
        "agent",
        "Business systems",
        "Europe/Berlin",
        "en",
    ),
    (
        "Elena Petrova",
        "elena",
        "agent",
        "Business systems",
        "Europe/Berlin",
        "en",
    ),
    (
        "Marcus Hale",
        "marcus",
        "agent",
        "Infrastructure",
        "America/New_York",
        "en",
    ),
    (
        "Grace Njeri",
        "grace",
        "agent",
        "Infrastructure",
        "America/New_York",
        "en",
    ),
    (
        "Luca Ferri",
        "luca",
        "agent",
        "Security",
        "Europe/Berlin",
        "en",
    ),
    (
        "Noor Haddad",
        "noor",
        "agent",
        "Security",
        "Europe/Berlin",
        "en",
    ),
    (
        "Wei Chen 陈伟",
        "wei",
        "agent",
        "Shanghai desk",
        "Asia/Shanghai",
        "zh-CN",
    ),
    (
        "Lin Zhao 赵琳",
        "lin",
        "agent",
        "Shanghai desk",
        "Asia/Shanghai",
        "zh-CN",
    ),
    (
        "Olga Brandt",
        "olga",
        "light_agent",
        "Engineering",
        "Europe/Berlin",
        "en",
    ),
];

/// Teams: name, tier, address.
pub const TEAMS: [(&str, i64, &str); 6] = [
    ("Front line", 1, "support"),
    ("Shanghai desk", 1, "zhichi"),
    ("Business systems", 2, "business"),
    ("Infrastructure", 2, "infrastructure"),
    ("Security", 2, "security"),
    ("Engineering", 3, "engineering"),
];

/// Which plan an account has, by [`super::plans`]' codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deal {
    /// Everything, without counting.
    Unlimited,
    /// 25 a week and 50 a month; more is held for approval.
    Busy,
    /// 60 a quarter, solved within three hours; more is charged.
    Quarter,
    /// 12 a year for the firewall; more goes without SLA. Everything else is
    /// on an unlimited contract.
    SecurityAndUnlimited,
    /// By licences: more units, faster answers.
    Bands,
    /// Nothing was bought.
    Free,
    /// 12 a year for the firewall only; more is blocked.
    SecurityOnly,
}

/// A customer: name, domain, zone, locale, segment, industry, yearly revenue
/// in whole units, currency, deal, share of the tickets, parent.
#[derive(Debug)]
pub struct Customer {
    pub name: &'static str,
    pub domain: &'static str,
    pub zone: &'static str,
    pub locale: &'static str,
    pub segment: &'static str,
    pub industry: &'static str,
    pub revenue: i64,
    pub currency: &'static str,
    pub deal: Deal,
    pub share: u32,
    pub parent: Option<&'static str>,
    pub place: &'static str,
}

macro_rules! customers {
    ($($name:literal $domain:literal $zone:literal $locale:literal $segment:literal $industry:literal
       $revenue:literal $currency:literal $deal:ident $share:literal $place:literal $(of $parent:literal)?;)*) => {
        &[$(Customer {
            name: $name,
            domain: $domain,
            zone: $zone,
            locale: $locale,
            segment: $segment,
            industry: $industry,
            revenue: $revenue,
            currency: $currency,
            deal: Deal::$deal,
            share: $share,
            parent: customers!(@parent $($parent)?),
            place: $place,
        }),*]
    };
    (@parent) => { None };
    (@parent $parent:literal) => { Some($parent) };
}

/// All of them. A parent stands before its children.
pub const CUSTOMERS: &[Customer] = customers! {
    "Halvorsen Logistics" "halvorsen.example" "Europe/Oslo" "en" "enterprise" "Logistics" 480000 "EUR" SecurityAndUnlimited 9 "Oslo";
    "Halvorsen Polska" "pl.halvorsen.example" "Europe/Warsaw" "en" "enterprise" "Logistics" 0 "EUR" Free 2 "Gdańsk" of "Halvorsen Logistics";
    "Kestrel Retail" "kestrel.example" "Europe/London" "en" "enterprise" "Retail" 390000 "GBP" Unlimited 9 "Leeds";
    "Marlow Foods" "marlow.example" "Europe/London" "en" "mid-market" "Food" 120000 "GBP" Quarter 5 "Bristol";
    "Brauerei Steinbach" "steinbach.example" "Europe/Berlin" "en" "mid-market" "Food" 95000 "EUR" Quarter 4 "Bamberg";
    "Okafor Clinics" "okafor.example" "Africa/Lagos" "en" "mid-market" "Health" 88000 "USD" Busy 6 "Lagos";
    "Nuvola Design" "nuvola.example" "Europe/Rome" "en" "small" "Design" 12000 "EUR" Bands 2 "Milan";
    "Saffron Hotels" "saffron.example" "Asia/Kolkata" "en" "enterprise" "Hospitality" 260000 "USD" Busy 8 "Mumbai";
    "Himal Air" "himalair.example" "Asia/Kathmandu" "en" "mid-market" "Aviation" 70000 "USD" Quarter 3 "Kathmandu";
    "Bluegum Mining" "bluegum.example" "Australia/Perth" "en" "enterprise" "Mining" 310000 "AUD" Unlimited 5 "Perth";
    "Lord Howe Lodge" "lordhowelodge.example" "Australia/Lord_Howe" "en" "small" "Hospitality" 6000 "AUD" Free 1 "Lord Howe Island";
    "Tasman Ferries" "tasman.example" "Pacific/Auckland" "en" "mid-market" "Transport" 83000 "NZD" SecurityOnly 2 "Wellington";
    "Prairie Grain Co-op" "prairiegrain.example" "America/Chicago" "en" "mid-market" "Agriculture" 105000 "USD" Quarter 4 "Des Moines";
    "Harbor Credit Union" "harborcu.example" "America/New_York" "en" "enterprise" "Finance" 520000 "USD" SecurityAndUnlimited 8 "Boston";
    "Redwood School District" "redwoodschools.example" "America/Los_Angeles" "en" "public" "Education" 140000 "USD" Busy 7 "Eureka";
    "Casa Aurora" "casaaurora.example" "America/Sao_Paulo" "en" "mid-market" "Retail" 76000 "BRL" Bands 3 "São Paulo";
    "Atlas Tiles" "atlastiles.example" "Africa/Casablanca" "en" "small" "Construction" 15000 "EUR" Free 1 "Casablanca";
    "Cedar Pharma" "cedarpharma.example" "Asia/Beirut" "en" "mid-market" "Health" 99000 "USD" Quarter 3 "Beirut";
    "Falcon Ports" "falconports.example" "Asia/Dubai" "en" "enterprise" "Logistics" 600000 "USD" Unlimited 6 "Jebel Ali";
    "Nordlys Energi" "nordlys.example" "Europe/Copenhagen" "en" "enterprise" "Energy" 350000 "DKK" Unlimited 5 "Esbjerg";
    "Vermeer Print" "vermeerprint.example" "Europe/Amsterdam" "en" "small" "Print" 9000 "EUR" Bands 2 "Delft";
    "Château Lafargue" "lafargue.example" "Europe/Paris" "en" "small" "Food" 11000 "EUR" SecurityOnly 1 "Bordeaux";
    "Pico Observatory" "pico.example" "Atlantic/Azores" "en" "public" "Research" 25000 "EUR" Bands 1 "Horta";
    "Sierra Outdoor" "sierraoutdoor.example" "America/Denver" "en" "mid-market" "Retail" 91000 "USD" Quarter 4 "Boulder";
    "Lakeview Dental" "lakeviewdental.example" "America/Toronto" "en" "small" "Health" 7000 "CAD" Free 1 "Barrie";
    "Avalon Fisheries" "avalon.example" "America/St_Johns" "en" "small" "Food" 8000 "CAD" Free 1 "St. John's";
    "Kilima Coffee" "kilima.example" "Africa/Nairobi" "en" "small" "Food" 10000 "USD" Bands 1 "Nairobi";
    "Sundaram Textiles" "sundaram.example" "Asia/Colombo" "en" "mid-market" "Textiles" 67000 "USD" Quarter 3 "Colombo";
    "Hanseatic Re" "hanseatic-re.example" "Europe/Berlin" "en" "enterprise" "Insurance" 710000 "EUR" SecurityAndUnlimited 7 "Hamburg";
    "Toro Construcción" "toro.example" "Europe/Madrid" "en" "mid-market" "Construction" 72000 "EUR" Busy 4 "Seville";
    "华南电子" "huananelec.example" "Asia/Shanghai" "zh-CN" "enterprise" "Electronics" 430000 "CNY" Unlimited 8 "东莞";
    "华南电子成都" "cd.huananelec.example" "Asia/Shanghai" "zh-CN" "enterprise" "Electronics" 0 "CNY" Free 2 "成都" of "华南电子";
    "东海港务" "donghaiport.example" "Asia/Shanghai" "zh-CN" "enterprise" "Logistics" 520000 "CNY" SecurityAndUnlimited 7 "宁波";
    "云岭制药" "yunling.example" "Asia/Shanghai" "zh-CN" "mid-market" "Health" 98000 "CNY" Quarter 4 "昆明";
    "晨光连锁超市" "chenguang.example" "Asia/Shanghai" "zh-CN" "mid-market" "Retail" 110000 "CNY" Busy 7 "杭州";
    "北辰设计院" "beichen.example" "Asia/Shanghai" "zh-CN" "mid-market" "Design" 64000 "CNY" Bands 3 "北京";
    "青岚中学" "qinglan.example" "Asia/Shanghai" "zh-CN" "public" "Education" 13000 "CNY" Free 1 "南京";
    "天山矿业" "tianshan.example" "Asia/Urumqi" "zh-CN" "mid-market" "Mining" 86000 "CNY" SecurityOnly 2 "乌鲁木齐";
    "维港金融" "victoria-fin.example" "Asia/Hong_Kong" "zh-CN" "enterprise" "Finance" 640000 "HKD" Quarter 5 "香港";
    "台南精机" "tainanpm.example" "Asia/Taipei" "zh-CN" "mid-market" "Machinery" 79000 "USD" Bands 2 "台南";
};

/// First names of customers' people, by locale.
pub const FIRST_EN: [&str; 20] = [
    "Ingrid", "Daniel", "Amara", "Peter", "Sofia", "Hugo", "Leila", "Martin", "Chloe", "Ravi",
    "Nina", "Oscar", "Fatima", "George", "Hannah", "Ivan", "Julia", "Kofi", "Laura", "Miguel",
];
/// Last names.
pub const LAST_EN: [&str; 20] = [
    "Berg", "Okoye", "Walsh", "Novak", "Silva", "Meyer", "Khan", "Laurent", "Rossi", "Iyer",
    "Dahl", "Reed", "Costa", "Moreau", "Lindholm", "Kowalski", "Ahmed", "Mensah", "Torres",
    "Young",
];
/// Whole names in Chinese.
pub const NAMES_ZH: [(&str, &str); 16] = [
    ("王芳", "wang.fang"),
    ("李强", "li.qiang"),
    ("刘洋", "liu.yang"),
    ("陈静", "chen.jing"),
    ("杨磊", "yang.lei"),
    ("黄敏", "huang.min"),
    ("周杰", "zhou.jie"),
    ("吴倩", "wu.qian"),
    ("徐浩", "xu.hao"),
    ("孙丽", "sun.li"),
    ("马超", "ma.chao"),
    ("朱婷", "zhu.ting"),
    ("胡军", "hu.jun"),
    ("郭艳", "guo.yan"),
    ("何平", "he.ping"),
    ("高翔", "gao.xiang"),
];
