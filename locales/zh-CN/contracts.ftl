### 合同模板、续约、文件与建议。

## 模板

promises-templates = 合同模板
template-about = 多个客户合同的共同内容。使用模板时，每个客户都会得到自己的合同和余额。
template-empty = 还没有模板
template-teach = 把对一类客户的承诺（例如质保）写一次，再由此生成所有合同。
template-new = 新建模板
template-edit = 编辑模板
template-back = 返回模板列表
template-name-hint = 汽车厂商质保
template-lasts = 期限
template-lasts-unit = 单位
template-contract-name = 每份合同的名称
template-covers-text = 留空表示涵盖该类全部内容。资产和联系人属于单个客户，请在其合同中指定。
template-says = 模板内容
template-uses = 使用记录
template-use-counts = 已生成 { $made }，被拒绝 { $refused }，待处理 { $waiting }
template-apply = 由模板生成合同
template-apply-text = 选择客户，先查看将生成什么，再生成。每个客户得到自己的合同；某个客户被拒绝不影响其他客户。
template-until = 每份合同
template-until-active = 立即生效
template-until-offer = 发给客户确认
template-until-draft = 保留为草稿
template-revenue-least = 年收入不低于
template-choose-all = 选择当前列出的全部客户
template-chosen = 已选择 { $count } 个客户
template-too-many = 一次最多 { $max } 个客户。
template-preview = 查看将生成什么
template-fits = 可生成 { $count } 份合同，{ $refused } 份会被拒绝
template-make = 生成 { $count } 份合同
template-outcome = 结果
template-outcomes = 每个客户的结果
template-why = 截止日期或原因
template-would-made = 将生成
template-would-refused = 会被拒绝
template-waiting = 待处理
template-made = 已生成
template-refused = 被拒绝
template-to = 至 { $day }
template-overlaps-later = 与“{ $name }”重叠：该草稿无法生效。
template-from-version = 依据第 { $n } 版，自 { $day } 起
template-more-accounts = 选择更多客户
template-choose-back = 返回
term-unit-year = 年
term-unit-half-year = 半年
term-unit-quarter = 季度
term-unit-month = 月
term-unit-week = 周
term-unit-day = 天
term-year = { $count } 年
term-half-year = { $count } 个半年
term-quarter = { $count } 个季度
term-month = { $count } 个月
term-week = { $count } 周
term-day = { $count } 天
contract-words = 协议文本
contract-words-text = 除方案和日期之外，双方约定的内容。

## 续约

promises-renewals = 续约
renewals-about = 即将到期的合同，以及最近 30 天内到期且未续约的合同。到期前 90、60、30、7 天及当天会提醒双方。
renewals-within = 时间范围
renewals-days = 未来 { $count } 天
renewals-empty = 这段时间内没有合同到期
renewals-teach = 合同在最后一天之前会出现在这里。没有结束日期的合同会自动延续。
renewals-sum = 共 { $count } 份合同，{ $open } 份尚无后续合同
renewals-ends = 到期
renewals-left = { $count } 天后
renewals-over = { $count ->
    [0] 今天
    *[other] { $count } 天前
    }
renewals-next = 后续合同
renewals-follows = 后续合同：{ $state }
renewals-nothing = 暂无
renew = 续约
renew-title = 续约：{ $name }
renew-text = 后续合同自 { $day }（本合同结束之日）开始，范围和协议文本不变。结束日期从最初的第一天起算：一年就是一年。
renew-until = 后续合同
renew-done = 后续合同有效至 { $day }

## 协议书

contract-agreement = 协议书
