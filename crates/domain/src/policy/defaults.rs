//! The texts that a desk starts with. They are meant to be changed, and say
//! nothing that a desk would have to keep without having read it.

use super::{LangText, SectionId};

/// The text that a section has before anybody wrote one.
pub fn default_text(id: SectionId) -> LangText {
    let (en, zh) = texts(id);
    LangText {
        en: en.to_owned(),
        zh_cn: zh.to_owned(),
    }
}

const fn texts(id: SectionId) -> (&'static str, &'static str) {
    match id {
        SectionId::Introduction => (
            "This policy says what support our customers can expect from us, how to reach us, and how fast we answer. \
             It is made from the same settings by which our help desk measures us.",
            "本政策说明客户可以获得哪些支持、如何联系我们以及我们的响应速度。其内容与我们的支持系统用于衡量自身的设置一致。",
        ),
        SectionId::Scope => (
            "Support covers questions about the use of our products, the analysis of faults, and their correction or a way around them.\n\n\
             It does not cover:\n\
             - changes made to our products by others\n\
             - versions that have reached their announced end of support\n\
             - hardware, networks and systems that we did not supply",
            "支持范围包括：产品使用咨询、故障分析，以及故障的修复或规避办法。\n\n\
             以下情形不在支持范围内：\n\
             - 他人对我方产品所作的改动\n\
             - 已公布停止支持的版本\n\
             - 非我方提供的硬件、网络和系统",
        ),
        SectionId::Channels => (
            "Please use one channel for one matter, so that its history stays together. Before you write, our documentation \
             and known issues may answer faster.",
            "同一事项请使用同一渠道，以便保留完整记录。提交请求之前，您也可以先查阅产品文档和已知问题。",
        ),
        SectionId::ResponseTimes => (
            "A first response is an answer by a person, not an automatic receipt. A resolution is a correction, a way around \
             the fault, or a reasoned answer that there will be none.\n\n\
             Where a contract agrees on other times, the contract holds.",
            "首次响应指由工作人员作出的答复，不含自动回执。解决指故障已修复、已提供规避办法，或已说明无法修复的理由。\n\n\
             合同另有约定的，以合同为准。",
        ),
        SectionId::Process => (
            "Each request gets a number and a priority. The priority follows from how many people are affected and how soon \
             it matters. You may ask us to reconsider it, and you may ask for an escalation at any time.",
            "每个请求都有编号和优先级。优先级由影响范围和紧急程度确定。您可以随时要求重新评估优先级或升级处理。",
        ),
        SectionId::CustomerResponsibilities => (
            "So that we can help quickly, please:\n\
             - describe what you expected and what happened, with the text of error messages\n\
             - name the product, its version and the system it runs on\n\
             - keep somebody available who can answer questions and try a correction\n\
             - keep backups, and use supported versions\n\
             - keep passwords and personal data that we do not need out of your messages",
            "为便于我们尽快提供帮助，请您：\n\
             - 说明预期结果和实际情况，并附上错误信息原文\n\
             - 注明产品名称、版本及运行环境\n\
             - 安排能够回答问题并验证修复的联系人\n\
             - 定期备份，并使用受支持的版本\n\
             - 请勿在消息中提供密码或不必要的个人信息",
        ),
        SectionId::ServiceAvailability => (
            "We announce maintenance of our own services at least three working days ahead, except where a fault or a security \
             matter cannot wait. On the days below the desk is closed and times do not count.",
            "除紧急故障或安全事项外，我们会至少提前三个工作日公布自有服务的维护安排。以下日期支持团队休息，时限暂停计算。",
        ),
        SectionId::Liability => (
            "We give support with due care and aim at the times in this policy. Claims that follow from missing them are those \
             that your contract names. Nothing in this policy limits liability where the law does not allow it.",
            "我们以应有的谨慎提供支持，并力求达到本政策所列时限。因未达到时限而产生的权利以合同约定为准。\
             本政策不限制依法不得限制的责任。",
        ),
        SectionId::ThirdParty => (
            "Where a fault lies in a product of somebody else, we help to find it out, pass it on where we have a contract with \
             its maker, and tell you what we learn. Its correction is up to its maker.",
            "如故障源于第三方产品，我们会协助判断；如我方与其供应商有合同，会代为提交并告知进展。修复由其供应商负责。",
        ),
        SectionId::CustomSolutions => (
            "Adaptations, migrations, work on site and training are agreed on separately and in writing before they begin.",
            "定制开发、迁移、现场服务和培训，须在开始前另行书面约定。",
        ),
        SectionId::Training => (
            "Our documentation is free for every customer. Courses for users and administrators are offered on request.",
            "产品文档对所有客户免费开放。可根据需要安排用户及管理员培训。",
        ),
        SectionId::Updates => (
            "We look at this policy at least once a year. A change takes effect with its publication; what a contract has agreed \
             on stays as it is until the contract is changed.",
            "我们至少每年审阅一次本政策。变更自公布之日起生效；合同已约定的内容在合同变更前保持不变。",
        ),
        SectionId::Contact => (
            "Questions about this policy are answered by our support team.",
            "对本政策如有疑问，请联系我们的支持团队。",
        ),
    }
}
